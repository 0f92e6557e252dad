//! Escapes: what Markdown would take for a mark is written so that it stays text.

/// A line of text as Markdown.
pub(super) fn escape(line: &str, out: &mut Vec<u8>) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let opens_list = (1..=9).contains(&digits)
        && line[digits..].starts_with(['.', ')'])
        && line[digits + 1..].starts_with([' ', '\t']);
    // The last one, so that no bracket looks for its own.
    let closes = line.rfind(']').unwrap_or(0);
    for (at, c) in line.char_indices() {
        let rest = &line[at + c.len_utf8()..];
        let first = at == 0;
        let mark = match c {
            '\\' | '`' | '*' => true,
            '_' => {
                line[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric())
                    || !rest.starts_with(char::is_alphanumeric)
            }
            '<' => rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '[' => closes > at,
            '~' => rest.starts_with('~'),
            '&' => is_entity(rest),
            '#' => first,
            '>' | '|' => first,
            '-' | '+' => first && (rest.is_empty() || rest.starts_with([' ', '\t', '-'])),
            '=' => first && line.bytes().all(|b| b == b'='),
            '.' | ')' => opens_list && at == digits,
            _ => false,
        };
        if mark {
            out.push(b'\\');
        }
        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

/// Whether what stands behind an ampersand makes it a character reference: `amp;`, `#8212;`.
fn is_entity(rest: &str) -> bool {
    let name = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.len() < rest.len() && name.starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::escape;

    fn escaped(line: &str) -> String {
        let mut out = Vec::new();
        escape(line, &mut out);
        String::from_utf8(out).expect("it was UTF-8")
    }

    #[test]
    fn what_would_be_a_mark_is_escaped_and_nothing_else() {
        assert_eq!(escaped("1. 选址"), "1\\. 选址");
        assert_eq!(escaped("1.选址"), "1.选址");
        assert_eq!(escaped("2026.11.22 会议"), "2026.11.22 会议");
        assert_eq!(escaped("# 选 # 址"), "\\# 选 # 址");
        assert_eq!(escaped("- 选*址*"), "\\- 选\\*址\\*");
        assert_eq!(escaped("a<b，<b>好</b>"), "a\\<b，\\<b>好\\</b>");
        assert_eq!(escaped("见[1]和[注"), "见\\[1]和[注");
        assert_eq!(escaped("a_b，_c_"), "a_b，\\_c\\_");
        assert_eq!(escaped("R&D；&amp;"), "R&D；\\&amp;");
        assert_eq!(escaped("一、坚持“两手抓”"), "一、坚持“两手抓”");
    }
}
