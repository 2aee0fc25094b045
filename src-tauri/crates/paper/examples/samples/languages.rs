//! The first page of a letter in languages of several scripts.

use paper::letter::{Clause, Item, Letter, Section};
use paper::{MetaRow, Paper};

use super::practice::{british, texts};

/// A language: name, addressee, title, greeting, sentence, heading and text of a clause.
struct Sample {
    name: &'static str,
    addressee: [&'static str; 3],
    title: &'static str,
    greeting: &'static str,
    opening: &'static str,
    heading: &'static str,
    clause: &'static str,
}

const SAMPLES: [Sample; 8] = [
    Sample {
        name: "french",
        addressee: ["Mme Hélène Lefèvre", "Atelier Noël & Cie", "8, rue de l’Évêché, 69005 Lyon"],
        title: "Lettre de mission",
        greeting: "Chère Madame,",
        opening: "Nous vous remercions de nous confier la tenue de vos comptes. Cette lettre dit \
                  ce que nous ferons, ce dont nous avons besoin, ce que cela coûte et comment \
                  c’est payé.",
        heading: "Retard de paiement",
        clause: "Toute somme impayée à l’échéance porte intérêt au taux convenu, à compter du \
                 lendemain, jusqu’au jour où elle est reçue. L’œuvre achevée reste due : `LATE`.",
    },
    Sample {
        name: "german",
        addressee: ["Jürgen Groß", "Bäckerei Süßkind GmbH", "Königstraße 5, 70173 Stuttgart"],
        title: "Auftragsbestätigung",
        greeting: "Sehr geehrter Herr Groß,",
        opening: "vielen Dank für Ihren Auftrag. Dieses Schreiben sagt, was wir tun, was wir von \
                  Ihnen brauchen, was es kostet und wie es bezahlt wird. Die Veröffentlichung \
                  der Jahresabschlüsse übernehmen wir.",
        heading: "Verzug",
        clause: "Ist eine Rechnung zehn Tage nach Fälligkeit offen, fallen Zinsen auf den \
                 offenen Betrag an. Auflagen, Kaufleute und Schifffahrt bleiben unberührt \
                 (`LATE`).",
    },
    Sample {
        name: "vietnamese",
        addressee: ["Nguyễn Thị Hồng Ngọc", "Tiệm bánh Phượng Vĩ", "12 Nguyễn Huệ, Quận 1"],
        title: "Thư thỏa thuận dịch vụ",
        greeting: "Kính gửi chị Ngọc,",
        opening: "Cảm ơn chị đã tin tưởng giao việc giữ sổ sách cho chúng tôi. Thư này nói rõ \
                  chúng tôi sẽ làm gì, cần gì ở quý vị, chi phí là bao nhiêu và được thanh toán \
                  thế nào.",
        heading: "Trả chậm",
        clause: "Nếu hóa đơn chưa được trả đủ sau mười ngày kể từ ngày đến hạn, phần còn thiếu \
                 sẽ chịu lãi theo mức đã thỏa thuận cho đến khi nhận được tiền (`LATE`).",
    },
    Sample {
        name: "greek",
        addressee: ["Ειρήνη Παπαδοπούλου", "Αρτοποιείο Ήλιος Ο.Ε.", "Οδός Ερμού 14, Αθήνα"],
        title: "Επιστολή ανάθεσης",
        greeting: "Αγαπητή κυρία Παπαδοπούλου,",
        opening: "Σας ευχαριστούμε που μας αναθέτετε την τήρηση των βιβλίων σας. Αυτή η επιστολή \
                  λέει τι θα κάνουμε, τι χρειαζόμαστε από εσάς, πόσο κοστίζει και πώς \
                  πληρώνεται.",
        heading: "Καθυστέρηση",
        clause: "Αν ένα τιμολόγιο μείνει ανεξόφλητο δέκα ημέρες μετά τη λήξη του, οφείλεται \
                 τόκος επί του υπολοίπου έως την ημέρα της πληρωμής (`LATE`).",
    },
    Sample {
        name: "ukrainian",
        addressee: ["Олена Щукіна", "ТОВ «Пекарня Ґанок»", "вул. Хрещатик, 7, Київ"],
        title: "Лист про надання послуг",
        greeting: "Шановна пані Олено,",
        opening: "Дякуємо, що довірили нам ведення обліку. У цьому листі сказано, що ми зробимо, \
                  що нам потрібно від вас, скільки це коштує та як сплачується.",
        heading: "Прострочення",
        clause: "Якщо рахунок не сплачено протягом десяти днів після строку, на несплачену \
                 частину нараховуються відсотки до дня її надходження (`LATE`).",
    },
    Sample {
        name: "polish",
        addressee: ["Zbigniew Łoś", "Piekarnia Źdźbło sp. z o.o.", "ul. Świętojańska 3, Gdynia"],
        title: "Umowa zlecenia",
        greeting: "Szanowny Panie,",
        opening: "Dziękujemy za powierzenie nam prowadzenia ksiąg. Ten list mówi, co zrobimy, \
                  czego od Pana potrzebujemy, ile to kosztuje i jak się za to płaci.",
        heading: "Zwłoka",
        clause: "Jeżeli faktura pozostaje niezapłacona dziesięć dni po terminie, od zaległej \
                 kwoty należą się odsetki aż do dnia jej otrzymania (`LATE`).",
    },
    Sample {
        name: "czech",
        addressee: ["Řehoř Žižka", "Pekařství U Tří koček", "Dlouhá 9, 110 00 Praha"],
        title: "Smlouva o službách",
        greeting: "Vážený pane Žižko,",
        opening: "Děkujeme, že jste nám svěřil vedení účetnictví. Tento dopis říká, co uděláme, \
                  co od vás potřebujeme, kolik to stojí a jak se to platí.",
        heading: "Prodlení",
        clause: "Není-li faktura zaplacena deset dní po splatnosti, náleží z dlužné částky úrok \
                 až do dne, kdy ji obdržíme (`LATE`).",
    },
    Sample {
        name: "right-to-left",
        addressee: ["שרה לוי", "مخبز النور", "12 Harbour Way, Bristol"],
        title: "Names from right to left",
        greeting: "שלום שרה,",
        opening: "A sentence may name שרה לוי (מאפיית האור) and then go on, or name مخبز النور \
                  in Arabic, with figures 123 beside it. Each name is read in its own direction.",
        heading: "ריבית",
        clause: "חשבונית שלא שולמה עשרה ימים לאחר מועדה נושאת ריבית על היתרה עד יום התשלום \
                 (`LATE`).",
    },
];

/// The letters with the names of their languages.
pub(crate) fn letters() -> Vec<(&'static str, Letter)> {
    SAMPLES.iter().map(|sample| (sample.name, letter(sample))).collect()
}

fn letter(sample: &Sample) -> Letter {
    let clause =
        Clause { id: "LATE".into(), heading: sample.heading.into(), text: sample.clause.into() };
    let mut stationery = british("Pennard & Wray Accountancy Limited · PR-0019, revision 1");
    stationery.paper = if sample.name.len().is_multiple_of(2) { Paper::A4 } else { Paper::Letter };
    Letter {
        stationery,
        addressee: texts(&sample.addressee),
        meta: vec![MetaRow::new("Proposal", "PR-0019"), MetaRow::new("Revision", "1")],
        title: sample.title.into(),
        greeting: sample.greeting.into(),
        opening: texts(&[sample.opening]),
        in_brief: Vec::new(),
        sections: vec![Section {
            heading: sample.heading.into(),
            items: vec![Item::Clause(clause)],
        }],
        acceptance: None,
        particulars: None,
    }
}
