//! Numbers in letters, Roman numerals, words and signs of notes.

const STEPS: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// Word counts no further in Roman numerals.
const MOST_ROMAN: u32 = 32_767;

/// How many letters stand side by side at most; then they begin anew.
const MOST_LETTERS: u32 = 30;

const ONES: [&str; 20] = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
/// Ordinals that are not made with `th` alone.
const ODD: [(&str, &str); 7] = [
    ("one", "first"),
    ("two", "second"),
    ("three", "third"),
    ("five", "fifth"),
    ("eight", "eighth"),
    ("nine", "ninth"),
    ("twelve", "twelfth"),
];

pub(super) fn roman(n: u32) -> String {
    if n == 0 || n > MOST_ROMAN {
        return n.to_string();
    }
    let (mut left, mut out) = (n, String::new());
    for (step, sign) in STEPS {
        while left >= step {
            out.push_str(sign);
            left -= step;
        }
    }
    out
}

/// a … z aa bb …: the letter is repeated, it does not carry.
pub(super) fn letters(n: u32) -> String {
    let Some(n) = n.checked_sub(1) else { return "0".to_owned() };
    let (letter, more) = (n % 26, n / 26 % MOST_LETTERS);
    let letter = char::from_u32(u32::from('a') + letter).unwrap_or('a');
    std::iter::repeat_n(letter, more as usize + 1).collect()
}

/// * † ‡ § ** ††: repeated like letters.
pub(super) fn chicago(n: u32) -> String {
    let Some(n) = n.checked_sub(1) else { return "0".to_owned() };
    ["*", "†", "‡", "§"][n as usize % 4].repeat((n / 4 % 5) as usize + 1)
}

pub(super) fn ordinal(n: u32) -> String {
    let suffix = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{suffix}")
}

/// `Twenty-one`; in digits from a hundred on.
pub(super) fn cardinal_text(n: u32) -> String {
    words(n).map_or_else(|| n.to_string(), capital)
}

/// `Twenty-first`; in digits from a hundred on.
pub(super) fn ordinal_text(n: u32) -> String {
    let Some(words) = words(n) else { return ordinal(n) };
    let (head, last) = words.split_at(words.rfind('-').map_or(0, |hyphen| hyphen + 1));
    let last = match (ODD.iter().find(|(word, _)| *word == last), last.strip_suffix('y')) {
        (Some((_, odd)), _) => (*odd).to_owned(),
        (None, Some(stem)) => format!("{stem}ieth"),
        (None, None) => format!("{last}th"),
    };
    capital(format!("{head}{last}"))
}

fn words(n: u32) -> Option<String> {
    let n = usize::try_from(n).ok().filter(|n| (1..100).contains(n))?;
    let hyphen = if n > 20 && n % 10 > 0 { "-" } else { "" };
    Some(if n < 20 { ONES[n].to_owned() } else { format!("{}{hyphen}{}", TENS[n / 10], ONES[n % 10]) })
}

fn capital(mut words: String) -> String {
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}
