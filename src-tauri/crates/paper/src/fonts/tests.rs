use super::*;

#[test]
fn every_face_parses_and_has_the_figures_and_the_replacement() {
    for face in Face::ALL {
        let loaded = face.loaded();
        for character in "0123456789AZaz.,–’“”·".chars() {
            assert!(loaded.has(character), "{face:?} lacks {character}");
        }
        assert_eq!(Face::ALL[face.index()], face);
    }
    assert!(Face::Mono.loaded().has('\u{fffd}'));
}

#[test]
fn serif_figures_are_tabular_without_a_feature() {
    for face in [Face::Serif, Face::SerifSemibold] {
        let loaded = face.loaded();
        let widths =
            ('0'..='9').map(|digit| loaded.advance(loaded.face.glyph_index(digit).unwrap().0));
        let widths: Vec<f32> = widths.collect();
        assert!(widths.iter().all(|width| *width == widths[0]), "{face:?} {widths:?}");
    }
}
