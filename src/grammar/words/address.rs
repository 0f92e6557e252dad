//! Addresses: who is spoken to, and to whom a document is sent.

use super::{Suffixes, Words};
use crate::grammar::sieve::{ADDRESSED, PARTS, then};

impl Words {
    /// The length in characters of the address to the audience that opens a folded line, its mark included.
    pub(crate) fn opens_with_address(&self, line: &[char]) -> Option<usize> {
        let end = line.iter().take(30).position(|c| matches!(c, ',' | ':' | '!' | '。'))?;
        if !self.may_name(&line[..end]) {
            return None;
        }
        // 主任、各位委员, names several.
        let mut parts = line[..end].split(|&c| c == '、');
        let named = |part: &[char]| self.is_address(part) || self.people.end_of(part).is_some() && part.len() <= 8;
        (parts.clone().all(named) && parts.any(|part| self.is_address(part))).then_some(end + 1)
    }

    /// Whether the last of several parts could be an address or a name; `false` is certain.
    fn may_name(&self, parts: &[char]) -> bool {
        let roles = |c: Option<&char>| c.map_or(0, |&c| self.sieve.of(c));
        let first = || parts.iter().rposition(|&c| c == '、').map_or(0, |mark| mark + 1);
        roles(parts.last()) & ADDRESSED != 0 || roles(parts.get(first())) & then(PARTS) != 0
    }

    /// Whether a folded line is an address to the audience and nothing else: one or several, with a greeting, or a greeting.
    pub(crate) fn is_salutation(&self, line: &[char]) -> bool {
        if line.len() > 2 && self.greetings.is(line.strip_suffix(&['!']).unwrap_or(line)) {
            return true;
        }
        // Most lines end in nobody who is addressed.
        let Some(last) = line.rsplit(|c| ADDRESS_PARTS.contains(c)).find(|part| !part.is_empty()) else { return false };
        if !self.may_end_address(last) {
            return false;
        }
        let mut parts = line.split(|c| ADDRESS_PARTS.contains(c)).filter(|part| !part.is_empty()).map(named);
        // Who somebody is makes no address longer.
        let len: usize = parts.clone().map(|part| part.len() + 1).sum();
        let Some(first) = parts.next() else { return false };
        // 张局长、家长会林会长、亲爱的同学: names come first.
        let titled = first.len() <= 6 && parts.clone().any(|part| self.address_opens.start_of(part).is_some());
        let opened = self.is_address(first) || titled || (self.address_opens.start_of(first).is_some() && len <= 60);
        // 全校师生员工, 广大居民朋友: all of them together.
        let all = line.ends_with(&[':'])
            && match first {
                ['全', body, ..] => self.addressees.end_of(&[*body]).is_some(),
                first => first.starts_with(&['广', '大']),
            };
        let opened = opened || all && self.people.end_of(first).is_some();
        // Between the first and the last who are addressed anybody may stand.
        let last = self.is_address(last) || self.address_opens.start_of(last).is_some() || all;
        if opened && last && len <= 60 && line.ends_with(&[':']) {
            return true;
        }
        opened
            && len <= 90
            && parts.all(|part| {
                self.is_address(part)
                    || self.greetings.is(part)
                    || self.address_opens.start_of(part).is_some()
                    || self.people.end_of(strip_plural(part)).is_some()
                    || part.len() <= 10 && part.ends_with(&['们'])
            })
    }

    /// Whether a folded line says to whom a document is sent: bodies, and a colon.
    pub(crate) fn is_addressee(&self, line: &[char]) -> bool {
        let Some((':', bodies)) = line.split_last() else { return false };
        let mut parts = bodies.split(|c| matches!(c, ',' | '、' | ';')).filter(|part| !part.is_empty());
        let is_body = |part: &[char]| {
            let part = named(part);
            part.len() <= 24 && self.addressees.end_of(part).is_some()
        };
        !bodies.is_empty() && line.len() <= 150 && parts.all(is_body)
    }

    /// Whether a part could be the last of an address: it opens like one, or names somebody, or greets.
    fn may_end_address(&self, part: &[char]) -> bool {
        part.ends_with(&['们'])
            || self.people.end_of(part).is_some()
            || self.greetings.end_of(part).is_some()
            || self.address_opens.start_of(part).is_some()
    }

    fn is_address(&self, part: &[char]) -> bool {
        let part = strip_greeting(part, &self.greetings);
        let person = strip_plural(part);
        let plural = person.len() < part.len();
        let Some(name) = self.people.end_of(person) else {
            // 老班长们: whoever they are, they are spoken to; 我们 and 人们 are not.
            let pronoun = matches!(part, ['我' | '你' | '他' | '她' | '它' | '咱' | '人', '们']);
            let opened = self.address_opens.start_of(part).is_some() && part.len() <= 10;
            return opened || plural && (3..=6).contains(&part.len()) && !pronoun;
        };
        let opened = self.address_opens.start_of(part).is_some();
        // 我们的老师们 is no address, 亲爱的老师们 is one.
        opened
            || name == person.len()
            || (plural
                && part.len() <= 16
                && !part.contains(&'的')
                && !part.starts_with(&['我', '们'])
                && !part.first().is_some_and(|&c| LEANING.contains(c)))
    }
}

/// Whoever is named behind one of these is spoken of: 对老师们，我也提两点希望; 请同志们，….
const LEANING: &str = "对向和与跟给让请为望祝愿靠帮替";

/// Marks between those who are addressed, folded.
pub(super) const ADDRESS_PARTS: [char; 7] = [',', ':', '!', '。', '、', '~', ';'];

/// A part without the brackets that tell more of it: 何会长（护理学会会长何丽珍女士）.
fn named(part: &[char]) -> &[char] {
    match part.iter().position(|&c| c == '(') {
        Some(open) if part.ends_with(&[')']) => &part[..open],
        _ => part,
    }
}

fn strip_plural(part: &[char]) -> &[char] {
    part.strip_suffix(&['们']).unwrap_or(part)
}

fn strip_greeting<'a>(part: &'a [char], greetings: &Suffixes) -> &'a [char] {
    match greetings.end_of(part) {
        Some(n) if n < part.len() => &part[..part.len() - n],
        _ => part,
    }
}
