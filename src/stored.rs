//! Values as they lie in the program: worked out when it was built, and borrowed when it starts.
//!
//! A value is stored piece by piece: its numbers, characters and texts each go to the pool of their kind, and are taken
//! from there again in the same order. A row of them is borrowed from its pool and not copied; no pool holds an address,
//! which would have to be put right whenever the program is loaded. Knows no value that is stored so.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A text that lies in the program, or was made.
pub(crate) type Text = Cow<'static, str>;

/// Values in a row that lie in the program, or were made.
pub(crate) type Row<T> = Cow<'static, [T]>;

/// A value that can be stored.
pub(crate) trait Stored: Sized {
    /// Appends it to the pools.
    fn store(&self, store: &mut Store);

    /// Takes it from the pools; nothing where they hold no such value.
    fn take(stock: &mut Stock) -> Option<Self>;

    /// Takes so many of them.
    fn take_all(count: usize, stock: &mut Stock) -> Option<Vec<Self>> {
        let mut out = Vec::with_capacity(count);
        for _ in 0..count {
            out.push(Self::take(stock)?);
        }
        Some(out)
    }
}

/// A value of which a pool is made.
pub(crate) trait Pooled: Copy + 'static {
    /// The pool that grows.
    fn pool(store: &mut Store) -> &mut Vec<Self>;

    /// What is still to be taken from the pool.
    fn rest(stock: &mut Stock) -> &mut &'static [Self];
}

/// Declares the pools, each with its name and what it holds.
macro_rules! pools {
    ($($name:ident: $kind:ty),+ $(,)?) => {
        /// Pools that grow.
        #[derive(Debug, Default, PartialEq, Eq)]
        pub(crate) struct Store {
            pub(crate) text: String,
            $(pub(crate) $name: Vec<$kind>,)+
        }

        /// What is still to be taken from the pools.
        #[derive(Clone, Copy, Debug, Default)]
        pub(crate) struct Stock {
            pub(crate) text: &'static str,
            $(pub(crate) $name: &'static [$kind],)+
        }

        $(impl Pooled for $kind {
            fn pool(store: &mut Store) -> &mut Vec<Self> {
                &mut store.$name
            }

            fn rest(stock: &mut Stock) -> &mut &'static [Self] {
                &mut stock.$name
            }
        })+

        impl Store {
            /// The pools as they are written down: an expression of a stock.
            #[allow(dead_code, reason = "only the build script writes them down")]
            pub(crate) fn source(&self) -> String {
                let mut out = format!("Stock {{ text: {:?}", self.text);
                $(out += &format!(", {}: {{ static POOL: [{}; {}] = {:?}; &POOL }}",
                    stringify!($name), stringify!($kind), self.$name.len(), self.$name);)+
                out + " }"
            }
        }
    };
}

pools! {
    bytes: u8,
    shorts: u16,
    numbers: u32,
    words: u64,
    masks: u128,
    chars: char,
    pairs: (char, char),
}

/// Stores a struct field by field, in this order.
macro_rules! stored {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::stored::Stored for $name {
            fn store(&self, store: &mut $crate::stored::Store) {
                $($crate::stored::Stored::store(&self.$field, store);)+
            }

            fn take(stock: &mut $crate::stored::Stock) -> Option<Self> {
                Some(Self { $($field: $crate::stored::Stored::take(stock)?),+ })
            }
        }
    };
}
pub(crate) use stored;

/// Stores one of several values by its place among them.
macro_rules! stored_by_place {
    ($name:ident in $all:expr) => {
        impl $crate::stored::Stored for $name {
            fn store(&self, store: &mut $crate::stored::Store) {
                $crate::stored::Stored::store(&$all.iter().position(|one| one == self).unwrap_or(usize::MAX), store);
            }

            fn take(stock: &mut $crate::stored::Stock) -> Option<Self> {
                $all.get(<usize as $crate::stored::Stored>::take(stock)?).copied()
            }
        }
    };
}
pub(crate) use stored_by_place;

/// Tells how so many numbers in a row are a struct, which is borrowed with its row.
macro_rules! in_row {
    ($name:ident { $($field:ident),+ $(,)? } as $count:literal) => {
        impl $name {
            #[inline]
            const fn of([$($field),+]: [u32; $count]) -> Self {
                Self { $($field),+ }
            }

            const fn row(self) -> [u32; $count] {
                [$(self.$field),+]
            }
        }
    };
}
pub(crate) use in_row;

impl Stock {
    #[inline]
    fn next<T: Pooled>(&mut self) -> Option<T> {
        let (&first, rest) = T::rest(self).split_first()?;
        *T::rest(self) = rest;
        Some(first)
    }

    #[inline]
    pub(crate) fn row<T: Pooled>(&mut self, len: usize) -> Option<&'static [T]> {
        let (row, rest) = T::rest(self).split_at_checked(len)?;
        *T::rest(self) = rest;
        Some(row)
    }
}

/// Stores numbers and characters one by one.
macro_rules! stored_alone {
    ($($kind:ty),+) => {
        $(impl Stored for $kind {
            fn store(&self, store: &mut Store) {
                Self::pool(store).push(*self);
            }

            #[inline]
            fn take(stock: &mut Stock) -> Option<Self> {
                stock.next()
            }
        })+
    };
}

stored_alone!(u8, u16, u32, u128, char);

impl Stored for usize {
    fn store(&self, store: &mut Store) {
        u32::try_from(*self).unwrap_or(u32::MAX).store(store);
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        u32::take(stock).and_then(|number| Self::try_from(number).ok())
    }
}

impl Stored for f32 {
    fn store(&self, store: &mut Store) {
        self.to_bits().store(store);
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        u32::take(stock).map(Self::from_bits)
    }
}

impl Stored for bool {
    fn store(&self, store: &mut Store) {
        u8::from(*self).store(store);
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        u8::take(stock).map(|truth| truth != 0)
    }
}

impl Stored for Text {
    fn store(&self, store: &mut Store) {
        self.len().store(store);
        store.text.push_str(self);
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        <&str>::take(stock).map(Cow::Borrowed)
    }
}

impl Stored for &'static str {
    fn store(&self, store: &mut Store) {
        self.len().store(store);
        store.text.push_str(self);
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        let len = usize::take(stock)?;
        let (text, rest) = stock.text.split_at_checked(len)?;
        stock.text = rest;
        Some(text)
    }
}

impl<T: Pooled> Stored for Row<T> {
    fn store(&self, store: &mut Store) {
        self.len().store(store);
        T::pool(store).extend_from_slice(self);
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        let len = usize::take(stock)?;
        stock.row(len).map(Cow::Borrowed)
    }
}

impl<T: Pooled, const N: usize> Stored for Row<[T; N]> {
    fn store(&self, store: &mut Store) {
        self.len().store(store);
        T::pool(store).extend(self.as_flattened());
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        let len = usize::take(stock)?;
        stock.row(len.checked_mul(N)?).map(|row| Cow::Borrowed(row.as_chunks().0))
    }
}

impl<T: Pooled, const N: usize> Stored for [T; N] {
    fn store(&self, store: &mut Store) {
        T::pool(store).extend_from_slice(self);
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        stock.row(N)?.try_into().ok()
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn store(&self, store: &mut Store) {
        self.len().store(store);
        self.iter().for_each(|one| one.store(store));
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        let len = usize::take(stock)?;
        T::take_all(len, stock)
    }
}

impl<T: Stored> Stored for Option<T> {
    fn store(&self, store: &mut Store) {
        self.is_some().store(store);
        self.iter().for_each(|one| one.store(store));
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        if bool::take(stock)? { T::take(stock).map(Some) } else { Some(None) }
    }
}

impl<K: Stored + Ord, V: Stored> Stored for BTreeMap<K, V> {
    fn store(&self, store: &mut Store) {
        self.len().store(store);
        for (key, value) in self {
            key.store(store);
            value.store(store);
        }
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        let len = usize::take(stock)?;
        (0..len).map(|_| Some((K::take(stock)?, V::take(stock)?))).collect()
    }
}

/// What is made when it is first asked for is not stored.
impl<T> Stored for OnceLock<T> {
    fn store(&self, _: &mut Store) {}

    fn take(_: &mut Stock) -> Option<Self> {
        Some(Self::new())
    }
}

impl<T: Stored> Stored for Box<T> {
    fn store(&self, store: &mut Store) {
        (**self).store(store);
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        T::take(stock).map(Self::new)
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn store(&self, store: &mut Store) {
        self.0.store(store);
        self.1.store(store);
    }

    fn take(stock: &mut Stock) -> Option<Self> {
        Some((A::take(stock)?, B::take(stock)?))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Row, Stock, Store, Stored, Text};

    #[derive(Clone, Debug, PartialEq)]
    struct Value {
        row: Row<[u64; 2]>,
        marks: Row<(char, char)>,
        words: Vec<Text>,
        by_length: BTreeMap<u32, Option<Box<Text>>>,
        by_name: BTreeMap<Text, (bool, f32)>,
        table: [u8; 3],
    }

    super::stored!(Value { row, marks, words, by_length, by_name, table });

    /// What the build script would write down, as it would lie in the program.
    fn stock(store: Store) -> Stock {
        Stock {
            text: store.text.leak(),
            bytes: store.bytes.leak(),
            numbers: store.numbers.leak(),
            words: store.words.leak(),
            pairs: store.pairs.leak(),
            ..Stock::default()
        }
    }

    #[test]
    fn what_is_stored_is_taken_again() {
        let value = Value {
            row: vec![[1, 2], [3, u64::MAX]].into(),
            marks: vec![('（', '(')].into(),
            words: vec!["同志们".into(), Text::default()],
            by_length: [(3, Some(Text::from("同志们").into())), (0, None)].into_iter().collect(),
            by_name: [("gap".into(), (true, -1.5))].into_iter().collect(),
            table: [0, 1, 255],
        };
        let mut store = Store::default();
        value.store(&mut store);
        value.table.store(&mut store);
        let stock = &mut stock(store);
        assert_eq!(Value::take(stock), Some(value.clone()));
        assert_eq!(<[u8; 3]>::take(stock), Some(value.table));
        assert_eq!(Value::take(stock), None);
    }
}
