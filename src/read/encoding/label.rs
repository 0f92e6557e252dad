//! The encodings of Chinese texts, and the labels by which people ask for them.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use crate::lang::Lang;
use crate::nearest::nearest;

/// An encoding that can be read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// GB18030, with GBK and GB2312, which are parts of it.
    Gb18030,
    /// Big5, with the characters of Hong Kong.
    Big5,
    /// UTF-16, the lower byte first.
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
}

/// A label that names no encoding that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoEncoding(pub String);

/// The labels, in lower case; the first of each encoding is the one to recommend.
const LABELS: &[(&str, Encoding)] = &[
    ("utf-8", Encoding::Utf8),
    ("utf8", Encoding::Utf8),
    ("utf-8-sig", Encoding::Utf8),
    ("unicode-1-1-utf-8", Encoding::Utf8),
    ("cp65001", Encoding::Utf8),
    ("gb18030", Encoding::Gb18030),
    ("gb18030-2000", Encoding::Gb18030),
    ("gb18030-2005", Encoding::Gb18030),
    ("gb18030-2022", Encoding::Gb18030),
    ("gbk", Encoding::Gb18030),
    ("x-gbk", Encoding::Gb18030),
    ("gb2312", Encoding::Gb18030),
    ("gb_2312", Encoding::Gb18030),
    ("gb2312-80", Encoding::Gb18030),
    ("gb_2312-80", Encoding::Gb18030),
    ("csgb2312", Encoding::Gb18030),
    ("csiso58gb231280", Encoding::Gb18030),
    ("iso-ir-58", Encoding::Gb18030),
    ("chinese", Encoding::Gb18030),
    ("euc-cn", Encoding::Gb18030),
    ("euccn", Encoding::Gb18030),
    ("cp936", Encoding::Gb18030),
    ("ms936", Encoding::Gb18030),
    ("windows-936", Encoding::Gb18030),
    ("cp54936", Encoding::Gb18030),
    ("936", Encoding::Gb18030),
    ("ansi", Encoding::Gb18030),
    ("big5", Encoding::Big5),
    ("big-5", Encoding::Big5),
    ("big5-hkscs", Encoding::Big5),
    ("big5hkscs", Encoding::Big5),
    ("big5-eten", Encoding::Big5),
    ("cn-big5", Encoding::Big5),
    ("csbig5", Encoding::Big5),
    ("x-x-big5", Encoding::Big5),
    ("cp950", Encoding::Big5),
    ("ms950", Encoding::Big5),
    ("windows-950", Encoding::Big5),
    ("950", Encoding::Big5),
    ("utf-16le", Encoding::Utf16Le),
    ("utf-16-le", Encoding::Utf16Le),
    ("utf16le", Encoding::Utf16Le),
    ("utf-16", Encoding::Utf16Le),
    ("utf16", Encoding::Utf16Le),
    ("unicode", Encoding::Utf16Le),
    ("csunicode", Encoding::Utf16Le),
    ("ucs-2", Encoding::Utf16Le),
    ("ucs-2le", Encoding::Utf16Le),
    ("iso-10646-ucs-2", Encoding::Utf16Le),
    ("cp1200", Encoding::Utf16Le),
    ("utf-16be", Encoding::Utf16Be),
    ("utf-16-be", Encoding::Utf16Be),
    ("utf16be", Encoding::Utf16Be),
    ("unicodefffe", Encoding::Utf16Be),
    ("ucs-2be", Encoding::Utf16Be),
    ("cp1201", Encoding::Utf16Be),
];

/// Seven-bit encodings of old news groups: the program that reads them is another one.
const SEVEN_BIT: [&str; 5] = ["hz", "hz-gb-2312", "iso-2022-cn", "iso-2022-cn-ext", "utf-7"];

impl Encoding {
    /// All of them, the likeliest first.
    pub const ALL: [Self; 5] = [Self::Utf8, Self::Gb18030, Self::Big5, Self::Utf16Le, Self::Utf16Be];

    /// Its name, as outlines tell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
        }
    }

    /// Its byte order mark; Big5 has none.
    pub(super) const fn mark(self) -> Option<&'static [u8]> {
        match self {
            Self::Utf8 => Some(b"\xef\xbb\xbf"),
            Self::Gb18030 => Some(b"\x84\x31\x95\x33"),
            Self::Big5 => None,
            Self::Utf16Le => Some(b"\xff\xfe"),
            Self::Utf16Be => Some(b"\xfe\xff"),
        }
    }

    /// The encoding of such a name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.name() == name)
    }
}

impl FromStr for Encoding {
    type Err = NoEncoding;

    /// The encoding of a label; its case and the blanks around it do not matter.
    fn from_str(label: &str) -> Result<Self, NoEncoding> {
        let plain = label.trim().to_lowercase().replace('_', "-");
        let found = LABELS.iter().find(|(known, _)| known.replace('_', "-") == plain);
        found.map(|&(_, encoding)| encoding).ok_or_else(|| NoEncoding(label.trim().to_owned()))
    }
}

impl NoEncoding {
    /// What is wrong, and what to do.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let label = &self.0;
        if SEVEN_BIT.contains(&label.to_lowercase().as_str()) {
            return lang.pick(
                format!("不读七位编码 {label}：请先用 iconv -f {label} -t UTF-8 转换"),
                format!("the seven-bit encoding {label} is not read: convert it with iconv -f {label} -t UTF-8 first"),
            );
        }
        let near = nearest(label, LABELS.iter().map(|(known, _)| *known));
        let (zh, en) = near
            .map_or_else(Default::default, |near| (format!("（是否指 {near}）"), format!(" (did you mean {near}?)")));
        let known = Encoding::ALL.map(|encoding| encoding.name().to_lowercase()).join(" ");
        lang.pick(
            format!("没有编码“{label}”{zh}：可用 {known} gbk gb2312 cp936 cp950 等"),
            format!("no encoding “{label}”{en}: use {known} or a label such as gbk, gb2312, cp936, cp950"),
        )
    }
}

impl fmt::Display for NoEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl Error for NoEncoding {}

#[cfg(test)]
mod tests {
    use super::{Encoding, LABELS, NoEncoding};
    use crate::lang::Lang;

    #[test]
    fn labels_are_those_that_people_use() {
        for encoding in Encoding::ALL {
            assert_eq!(encoding.name().parse(), Ok(encoding));
            assert_eq!(Encoding::by_name(encoding.name()), Some(encoding));
        }
        for label in ["GBK", " gb2312 ", "cp936", "MS936", "euc-cn", "GB_2312-80", "gb18030"] {
            assert_eq!(label.parse(), Ok(Encoding::Gb18030), "{label}");
        }
        for label in ["BIG5", "Big5-HKSCS", "cp950", "big5_hkscs"] {
            assert_eq!(label.parse(), Ok(Encoding::Big5), "{label}");
        }
        assert_eq!(["utf-16", "UTF_16BE"].map(str::parse), [Ok(Encoding::Utf16Le), Ok(Encoding::Utf16Be)]);
        for (index, (label, _)) in LABELS.iter().enumerate() {
            assert!(LABELS[..index].iter().all(|(other, _)| other != label), "{label} stands twice");
        }
    }

    /// Whatever the standard of the web calls these encodings.
    #[test]
    fn labels_agree_with_the_standard() {
        for (label, encoding) in LABELS {
            if let Some(known) = encoding_rs::Encoding::for_label(label.as_bytes()) {
                let known = if known == encoding_rs::GBK { encoding_rs::GB18030 } else { known };
                assert_eq!(known.name().to_lowercase(), encoding.name().to_lowercase(), "{label}");
            }
        }
    }

    #[test]
    fn an_unknown_label_is_told_with_what_was_meant() {
        let told = |label: &str, lang| label.parse::<Encoding>().map_err(|error| error.message(lang));
        let wanted = "no encoding “gb1803” (did you mean gb18030?): \
                      use utf-8 gb18030 big5 utf-16le utf-16be or a label such as gbk, gb2312, cp936, cp950";
        assert_eq!(told("gb1803", Lang::En), Err(wanted.to_owned()));
        let wanted = "没有编码“shift_jis”：可用 utf-8 gb18030 big5 utf-16le utf-16be gbk gb2312 cp936 cp950 等";
        assert_eq!(told("shift_jis", Lang::Zh), Err(wanted.to_owned()));
        let wanted = "the seven-bit encoding HZ is not read: convert it with iconv -f HZ -t UTF-8 first";
        assert_eq!(NoEncoding("HZ".to_owned()).to_string(), wanted);
    }
}
