//! A short piece of output, written into room that was taken for it at once.

use super::digits;

/// Room for a short piece of output.
pub(super) struct Strip<'a, const N: usize> {
    room: &'a mut [u8; N],
    at: usize,
}

impl<const N: usize> Strip<'_, N> {
    /// Writes a strip behind `out`.
    #[inline(always)]
    pub(super) fn behind(out: &mut Vec<u8>, write: impl FnOnce(&mut Strip<'_, N>)) {
        let from = out.len();
        out.extend_from_slice(&[0; N]);
        if let Some(room) = out.last_chunk_mut() {
            let mut strip = Strip { room, at: 0 };
            write(&mut strip);
            let at = strip.at;
            out.truncate(from + at);
        }
    }

    /// Adds a text.
    #[inline(always)]
    pub(super) fn put<const M: usize>(&mut self, text: &[u8; M]) {
        self.room[self.at..self.at + M].copy_from_slice(text);
        self.at += M;
    }

    /// Adds a number.
    #[inline(always)]
    pub(super) fn number(&mut self, number: u32) {
        self.at = digits::put(self.room, self.at, number);
    }
}
