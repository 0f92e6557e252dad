//! Dates of meta lines.

/// The date in `text` in ISO 8601 (`2023-03-05`, `2023-03`), where one can be read: Arabic or Chinese digits,
/// 年月日 or hyphens, also 民國 years.
#[must_use]
pub fn iso(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).map(arabic).collect();
    let behind = |second: char| {
        digits.match_indices('民').find_map(|(at, first)| digits[at + first.len()..].strip_prefix(second))
    };
    let republic = behind('国').or_else(|| behind('國'));
    let rest = republic.unwrap_or(&digits);
    let start = rest.find(|c: char| c.is_ascii_digit())?;
    let (year, rest) = number(&rest[start..], 4)?;
    let year = if republic.is_some() { year + 1911 } else { year };
    let rest = rest.strip_prefix(['年', '-', '/', '.'])?;
    if !(1800..2200).contains(&year) {
        return None;
    }
    let Some((month, rest)) = number(rest, 2).filter(|(m, _)| (1..=12).contains(m)) else {
        return Some(format!("{year:04}"));
    };
    let day = rest.strip_prefix(['月', '-', '/', '.']).and_then(|rest| number(rest, 2)).map(|(d, _)| d);
    let day = day.filter(|d| (1..=31).contains(d));
    Some(day.map_or_else(|| format!("{year:04}-{month:02}"), |day| format!("{year:04}-{month:02}-{day:02}")))
}

/// The number at the start: digits in sequence, at most `most`, or a number with 十.
fn number(text: &str, most: usize) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '十').unwrap_or(text.len());
    // Without its blanks 2023-03-24 13:00 has the hour straight behind the day.
    let end = if text[..end].contains('十') { end } else { end.min(most) };
    let run = text.get(..end).filter(|run| !run.is_empty() && run.len() <= 8)?;
    let value = match run.split_once('十') {
        Some((tens, units)) => {
            let part = |s: &str, empty: u32| if s.is_empty() { Some(empty) } else { s.parse().ok() };
            part(tens, 1)? * 10 + part(units, 0)?
        }
        None => run.parse().ok()?,
    };
    Some((value, &text[end..]))
}

fn arabic(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '○' | '零' | '〇' => '0',
        '一' => '1',
        '二' => '2',
        '三' => '3',
        '四' => '4',
        '五' => '5',
        '六' => '6',
        '七' => '7',
        '八' => '8',
        '九' => '9',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates_are_read() {
        for (text, date) in [
            ("（2023年3月5日）", Some("2023-03-05")),
            ("二〇二三年三月十五日", Some("2023-03-15")),
            ("中華民國112年3月5日", Some("2023-03-05")),
            ("2023-03-24 13:00:12", Some("2023-03-24")),
            ("一九四八年九月、十月", Some("1948-09")),
            ("20xx年12月", None),
            ("地点：礼堂", None),
        ] {
            assert_eq!(iso(text).as_deref(), date, "{text}");
        }
    }
}
