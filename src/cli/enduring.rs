//! An output that endures: a reader who goes away does not end the work. Knows nothing of what is written.

use std::io::{self, ErrorKind, Write};

/// An output that nobody may be listening to any more: the work goes on, since files are to be put right and the status
/// of the program still tells what was found.
pub(super) struct Enduring<'a> {
    out: &'a mut dyn Write,
    gone: bool,
}

impl<'a> Enduring<'a> {
    pub(super) fn new(out: &'a mut dyn Write) -> Self {
        Self { out, gone: false }
    }

    fn endure<T>(&mut self, written: io::Result<T>, instead: T) -> io::Result<T> {
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.gone = true;
                Ok(instead)
            }
            written => written,
        }
    }
}

impl Write for Enduring<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = if self.gone { Ok(bytes.len()) } else { self.out.write(bytes) };
        self.endure(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = if self.gone { Ok(()) } else { self.out.flush() };
        self.endure(flushed, ())
    }
}
