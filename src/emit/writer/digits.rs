//! Numbers in decimal digits, three at a time.

/// The numbers below 1000 in three digits each, and how many zeros lead.
static GROUPS: [[u8; 4]; 1000] = groups();

const fn groups() -> [[u8; 4]; 1000] {
    let mut groups = [[0; 4]; 1000];
    let mut n = 0;
    while n < 1000 {
        let zeros = if n < 10 {
            2
        } else if n < 100 {
            1
        } else {
            0
        };
        groups[n] = [b'0' + (n / 100) as u8, b'0' + (n / 10 % 10) as u8, b'0' + (n % 10) as u8, zeros];
        n += 1;
    }
    groups
}

/// Appends a number.
#[inline(always)]
pub(super) fn append(out: &mut Vec<u8>, number: u32) {
    match number {
        0..1000 => {
            let (digits, len) = first(number);
            out.extend_from_slice(&digits.to_le_bytes());
            out.truncate(out.len() - 4 + len);
        }
        1000..1_000_000 => {
            let (digits, len) = first(number / 1000);
            let digits = u64::from(digits) | u64::from(group(number % 1000)) << (8 * len);
            out.extend_from_slice(&digits.to_le_bytes());
            out.truncate(out.len() - 5 + len);
        }
        _ => append_long(out, number),
    }
}

/// The digits of a group that no other one stands before, with nothing behind them, and how many. No branch: that cannot
/// be foretold.
#[inline(always)]
fn first(number: u32) -> (u32, usize) {
    let zeros = GROUPS[number as usize][3];
    ((group(number) & 0xFF_FFFF) >> (8 * zeros), 3 - usize::from(zeros))
}

/// Three digits in the order of the text, with something behind them.
#[inline(always)]
fn group(number: u32) -> u32 {
    u32::from_le_bytes(GROUPS[number as usize])
}

#[inline(never)]
fn append_long(out: &mut Vec<u8>, number: u32) {
    append(out, number / 1000);
    out.extend_from_slice(&group(number % 1000).to_le_bytes());
    out.truncate(out.len() - 1);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::append;

    fn written(number: u32) -> String {
        let mut out = Vec::new();
        append(&mut out, number);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn numbers_of_every_length_are_written() {
        for power in (0..10).map(|i| 10_u32.pow(i)) {
            for number in [power - 1, power, power + 1] {
                assert_eq!(written(number), number.to_string());
            }
        }
        assert_eq!(written(u32::MAX), u32::MAX.to_string());
    }

    proptest! {
        #[test]
        fn any_number_is_written(number in any::<u32>(), shift in 0_u32..32) {
            prop_assert_eq!(written(number >> shift), (number >> shift).to_string());
        }
    }
}
