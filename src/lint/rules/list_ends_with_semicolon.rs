//! `list-ends-with-semicolon`: the last item of a list ends in a semicolon.

use crate::diagnostic::{Edit, Fix, Level, Message, Safety};
use crate::lint::context::Context;
use crate::lint::ending::hanging_semicolon;
use crate::lint::findings::Findings;
use crate::lint::rule::{Rule, Topic, Words};

pub(super) static RULE: Rule = Rule {
    name: "list-ends-with-semicolon",
    topic: Topic::Punctuation,
    level: Level::Warning,
    asked: Level::Warning,
    fix: Some(Safety::Safe),
    summary: Words { zh: "末项以分号结尾", en: "the last item of a list ends in a semicolon" },
    found: Words {
        zh: "一列的最后一项以分号结尾，后面既没有上一层的下一项，也没有以“其他”开头、像是漏了序号的段落。",
        en: "A last item that ends in a semicolon where no item of an outer list follows, nor a paragraph that opens with \
             其他, as the last item without its marker would.",
    },
    why: Words {
        zh: "分号表示后面还有并列的一项：读者会以为漏了内容。末项用句号。",
        en: "A semicolon announces another item: readers take the list for cut off. The last one ends in a full stop.",
    },
    bad: "（1）保持安静；\n（2）爱护图书；\n（3）按时归还；\n",
    good: "（1）保持安静；\n（2）爱护图书；\n（3）按时归还。\n",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for series in context.series() {
        let (Some(hanging), Some(item)) = (hanging_semicolon(context, series), series.items.last()) else { continue };
        let message = Message::new(
            format!("末项“{}”以分号结尾：应为句号", item.written),
            format!("the last item “{}” ends in a semicolon, expected a full stop", item.written),
        );
        let fix = Fix {
            // The paragraph behind it may be the next item, whose marker was lost.
            safety: if hanging.followed { Safety::Unsafe } else { Safety::Safe },
            message: Message::new("把分号改为“。”", "write “。” for the semicolon"),
            edits: vec![Edit::new(hanging.mark, "。")],
        };
        let related = Message::new("末项在此", "the last item");
        findings.add(hanging.mark, message).related(item.marker.span, related).fix(fix);
    }
}
