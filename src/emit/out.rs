//! Where outlines are written: a buffer that keeps everything, or hands on piece by piece.
//!
//! Knows nothing of formats.

use std::io::{self, Write};

/// As much is handed on at a time: little enough to stay in the cache, enough to make calls rare.
const PIECE: usize = 256 * 1024;

/// A buffer into which formats write.
pub struct Out<'a> {
    pub(super) held: Vec<u8>,
    to: Option<&'a mut dyn Write>,
}

impl<'a> Out<'a> {
    /// Keeps what is written behind what `held` holds already.
    #[must_use]
    pub fn memory(held: Vec<u8>) -> Self {
        Self { held, to: None }
    }

    /// Hands what is written on to `to`, so that an outline of any length takes little room.
    pub fn to(to: &'a mut dyn Write) -> Self {
        Self { held: Vec::new(), to: Some(to) }
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

    fn hand_on(&mut self) -> io::Result<()> {
        if let Some(to) = &mut self.to {
            to.write_all(&self.held)?;
            self.held.clear();
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
        self.to.as_mut().map_or(Ok(()), |to| to.flush())
    }
}
