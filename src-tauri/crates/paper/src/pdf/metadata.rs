//! What the file says about itself: title, author, dates, language, and which standards it follows
//! (PDF/A-2a, ISO 19005-2; PDF/UA-1, ISO 14289-1).

use chrono::{Datelike, Timelike};
use pdf_writer::types::OutputIntentSubtype;
use pdf_writer::writers::Catalog;
use pdf_writer::{Date, Filter, Name, Ref, TextStr};

use super::file::File;
use super::{About, deflate};

/// Writes the dictionary that older readers look at.
pub(super) fn write_info(file: &mut File, id: Ref, about: &About<'_>) {
    let at = about.made_at;
    let year = u16::try_from(at.year().clamp(0, 9999)).unwrap_or(0);
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    let date = Date::new(year)
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    file.object(id, |chunk| {
        let mut info = chunk.indirect(id).dict();
        info.pair(Name(b"Title"), TextStr(about.title));
        info.pair(Name(b"Author"), TextStr(about.author));
        info.pair(Name(b"Creator"), TextStr(PROGRAM));
        info.pair(Name(b"Producer"), TextStr(PROGRAM));
        info.pair(Name(b"CreationDate"), date);
        info.pair(Name(b"ModDate"), date);
    });
}

/// Who made the file.
const PROGRAM: &str = "Quittance";

/// Writes the packet of metadata and the colours; the catalog takes both references.
pub(super) fn write(file: &mut File, about: &About<'_>) -> (Ref, Ref) {
    let (packet, colours) = (file.next(), file.next());
    let text = packet_of(about);
    // The packet is not compressed, so that programs that know no PDF can read it.
    file.stream(packet, |chunk| {
        chunk.metadata(packet, text.as_bytes());
    });
    let profile = deflate(&super::profile::srgb());
    file.stream(colours, |chunk| {
        chunk.icc_profile(colours, &profile).n(3).filter(Filter::FlateDecode);
    });
    (packet, colours)
}

/// Tells the catalog which colours are meant.
pub(super) fn put_colours(catalog: &mut Catalog<'_>, colours: Ref) {
    let mut intents = catalog.output_intents();
    let mut intent = intents.push();
    intent.subtype(OutputIntentSubtype::PDFA);
    intent.output_condition_identifier(TextStr("sRGB"));
    intent.info(TextStr("sRGB IEC61966-2.1"));
    intent.dest_output_profile(colours);
}

fn packet_of(about: &About<'_>) -> String {
    let at = about.made_at.format("%Y-%m-%dT%H:%M:%S+00:00");
    let (title, author) = (escaped(about.title), escaped(about.author));
    let language = escaped(about.language);
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
         xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n\
         <xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool>\n\
         <xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate>\n\
         <pdf:Producer>{PROGRAM}</pdf:Producer>\n\
         <pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\n\
         <pdfuaid:part>1</pdfuaid:part>\n\
         </rdf:Description>{EXTENSION}</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
    )
}

/// PDF/A asks that a property it does not know, `pdfuaid:part`, be described.
const EXTENSION: &str = "\
    <rdf:Description rdf:about=\"\" \
    xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
    <pdfaProperty:name>part</pdfaProperty:name>\
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
    <pdfaProperty:category>internal</pdfaProperty:category>\
    <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\
    </rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\
    </rdf:Description>";

/// A text as XML holds it. What XML cannot hold is left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}
