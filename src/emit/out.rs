//! Where outlines are written: a buffer that keeps everything, or hands on piece by piece.
//!
//! Knows nothing of formats.

use std::io::{self, Write};

/// As much is handed on at a time: little enough to stay in the cache, enough to make calls rare.
const PIECE: usize = 256 * 1024;

/// A buffer into which formats write.
pub struct Out<'a> {
    pub(super) held: Vec<u8>,
    to: To<'a>,
}

/// Where pieces go.
enum To<'a> {
    /// Nowhere: everything is kept.
    Memory,
    Writer(&'a mut dyn Write),
    Taker(&'a mut dyn FnMut(&mut Vec<u8>) -> io::Result<()>),
}

impl<'a> Out<'a> {
    /// Keeps what is written behind what `held` holds already.
    #[must_use]
    pub fn memory(held: Vec<u8>) -> Self {
        Self { held, to: To::Memory }
    }

    /// Hands what is written on to `to`, so that an outline of any length takes little room.
    pub fn to(to: &'a mut dyn Write) -> Self {
        Self { held: Vec::new(), to: To::Writer(to) }
    }

    /// Writes behind what `held` holds already, and shows what is held to `take` whenever it has become a piece: who takes
    /// it leaves another buffer, or the same one emptied.
    pub fn with(held: Vec<u8>, take: &'a mut dyn FnMut(&mut Vec<u8>) -> io::Result<()>) -> Self {
        Self { held, to: To::Taker(take) }
    }

    /// Hands on what is left.
    ///
    /// # Errors
    /// Those of the writer behind it.
    pub fn finish(mut self) -> io::Result<()> {
        self.hand_on()
    }

    /// What was written and not handed on.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.held
    }

    /// Hands on what has become a piece: whoever writes into `held` itself calls it now and then.
    #[inline]
    pub(super) fn relieve(&mut self) -> io::Result<()> {
        if self.held.len() < PIECE { Ok(()) } else { self.hand_on() }
    }

    #[cold]
    fn hand_on(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Memory => {}
            To::Writer(to) => {
                to.write_all(&self.held)?;
                self.held.clear();
            }
            To::Taker(take) => take(&mut self.held)?,
        }
        Ok(())
    }
}

impl Write for Out<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        self.relieve().map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_on()?;
        if let To::Writer(to) = &mut self.to { to.flush() } else { Ok(()) }
    }
}
