//! Weighing: how many bits it takes to tell a text to someone who expects Chinese.
//!
//! The more common a character, the fewer bits. Read in its own encoding a text is shorter to tell than in any other one,
//! whatever the number of characters, and bytes that are no text are longer to tell than to write down.

/// For each character from U+4E00 on how common it is, made by `build.rs`.
static HANZI: &[u8; 0x5200] = include_bytes!(concat!(env!("OUT_DIR"), "/hanzi"));

/// The bits of a Chinese character: rare, common, frequent, one of the most frequent. The latter make up about a half of
/// any text, the frequent ones most of the rest.
const HAN: [u32; 4] = [21, 16, 11, 8];

/// The bits of bytes that are no character, and of characters that no Chinese text holds.
const WRONG: u32 = 30;

/// The bits of a text.
pub(super) fn bits(text: &str) -> u64 {
    text.chars().map(|c| u64::from(bits_of(c))).sum()
}

fn bits_of(c: char) -> u32 {
    match c {
        '\u{4e00}'..='\u{9fff}' => HAN[usize::from(HANZI[c as usize - 0x4e00] & 3)],
        '，' | '。' | '、' | '\n' | ' ' => 5,
        '0'..='9' | 'a'..='z' | 'A'..='Z' | '\r' | '\t' => 6,
        '!'..='~' | '：' | '；' | '“' | '”' | '（' | '）' | '《' | '》' | '\u{3000}' => 7,
        '「' | '」' | '『' | '』' | '！' | '？' | '—' | '…' | '·' | '‘' | '’' | '〇' | '〔' | '〕' => {
            9
        }
        // Full-width letters and digits, numerals in circles and brackets.
        '！'..='～' | '①'..='⒛' | '㈠'..='㈩' | '\u{feff}' | '\u{a0}' => 12,
        // Marks, kana, Greek, Cyrillic and boxes stand in Chinese texts at times.
        '\u{a1}'..='\u{451}' | '\u{2010}'..='\u{27bf}' | '\u{3001}'..='\u{33ff}' | '\u{fe30}'..='\u{fe4f}' => 18,
        '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3ffff}' => 24,
        _ => WRONG,
    }
}
