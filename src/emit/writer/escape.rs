//! Strings in JSON: the same escapes as those of `serde_json`.

use super::bytes::is_clean;

/// So much is looked at at once where something has to be escaped.
const STEP: usize = 64;

/// Writes what stands between the quotes.
#[inline]
pub(super) fn escape(out: &mut Vec<u8>, text: &[u8]) {
    if is_clean(text) {
        out.extend_from_slice(text);
    } else {
        text.chunks(STEP).for_each(|part| escape_each(out, part));
    }
}

#[cold]
fn escape_each(out: &mut Vec<u8>, text: &[u8]) {
    if is_clean(text) {
        out.extend_from_slice(text);
        return;
    }
    for &byte in text {
        let short = match byte {
            b'"' | b'\\' => byte,
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0x08 => b'b',
            0x0c => b'f',
            0..b' ' => {
                let digit = |n: u8| b"0123456789abcdef"[usize::from(n)];
                out.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte & 15)]);
                continue;
            }
            _ => {
                out.push(byte);
                continue;
            }
        };
        out.extend_from_slice(&[b'\\', short]);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::escape;

    fn written(text: &str) -> String {
        let mut out = vec![b'"'];
        escape(&mut out, text.as_bytes());
        out.push(b'"');
        String::from_utf8(out).expect("it is UTF-8")
    }

    fn wanted(text: &str) -> String {
        serde_json::to_string(text).expect("a string is JSON")
    }

    #[test]
    fn every_character_of_ascii_is_escaped_as_serde_does() {
        let all: String = ('\0'..='\u{ff}').collect();
        assert_eq!(written(&all), wanted(&all));
    }

    proptest! {
        #[test]
        fn any_text_is_escaped_as_serde_does(text in any::<String>()) {
            prop_assert_eq!(written(&text), wanted(&text));
        }

        #[test]
        fn long_texts_with_few_escapes_are_too(text in "([的a]{0,90}[\"\\\\\n\t\x00-\x1f\x7f]?){0,6}") {
            prop_assert_eq!(written(&text), wanted(&text));
        }
    }
}
