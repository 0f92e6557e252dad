//! What is reported of the form of markers and of how items end, and what puts it right: one line of the table a text.

use tigang::diagnostic::{Diagnostic, Edit, Safety};
use tigang::lint::{Settings, lint};
use tigang::{Grammar, Source, parse};

/// A text, what is reported of it (`LINE RULE`, in order), and what its safe fixes make of it; empty where they change
/// nothing.
struct Case(&'static str, &'static [&'static str], &'static str);

const CASES: &[Case] = &[
    // Widths.
    Case(
        "（一）扫地。\n(二)擦窗。\n（三）浇花。\n",
        &["2 mixed-delimiter-width"],
        "（一）扫地。\n（二）擦窗。\n（三）浇花。\n",
    ),
    Case("(一)扫地。\n(二）擦窗。\n(三)浇花。\n", &["2 mixed-delimiter-width"], "(一)扫地。\n(二)擦窗。\n(三)浇花。\n"),
    Case(
        "（一)扫地。\n（二)擦窗。\n",
        &["1 mixed-delimiter-width", "2 mixed-delimiter-width"],
        "（一）扫地。\n（二）擦窗。\n",
    ),
    Case("(一)扫地。\n(二)擦窗。\n", &[], ""),
    Case("1.扫地。\n2．擦窗。\n3.浇花。\n", &["2 mixed-delimiter-width"], "1.扫地。\n2.擦窗。\n3.浇花。\n"),
    Case(
        "任务有三：（1）扫地；(2)擦窗；（3）浇花。\n",
        &["1 mixed-delimiter-width"],
        "任务有三：（1）扫地；（2）擦窗；（3）浇花。\n",
    ),
    // Delimiters.
    Case("1.扫地。\n2、擦窗。\n3.浇花。\n", &["2 mixed-delimiter-style"], "1.扫地。\n2.擦窗。\n3.浇花。\n"),
    Case("1、扫地。\n2.擦窗。\n", &["2 mixed-delimiter-style"], "1、扫地。\n2、擦窗。\n"),
    Case("A.扫地。\nB、擦窗。\nC.浇花。\n", &["2 mixed-delimiter-style"], "A.扫地。\nB.擦窗。\nC.浇花。\n"),
    Case(
        "（1）扫地。\n⑵擦窗。\n（3）浇花。\n",
        &["2 mixed-delimiter-style"],
        "（1）扫地。\n（2）擦窗。\n（3）浇花。\n",
    ),
    Case(
        "一、扫地\n每天一次。\n二，擦窗\n每周一次。\n三、浇花\n每月一次。\n",
        &["3 wrong-delimiter-after-han-numeral"],
        "一、扫地\n每天一次。\n二、擦窗\n每周一次。\n三、浇花\n每月一次。\n",
    ),
    Case(
        "今年做三件事：一、扫地。二，擦窗。三、浇花。\n",
        &["1 wrong-delimiter-after-han-numeral"],
        "今年做三件事：一、扫地。二、擦窗。三、浇花。\n",
    ),
    Case("一　扫地\n每天一次。\n二　擦窗\n每周一次。\n", &[], ""),
    Case("（一）、扫地。\n（二）擦窗。\n", &["1 punctuation-after-bracketed-marker"], "（一）扫地。\n（二）擦窗。\n"),
    Case(
        "分三步：①扫地；②、擦窗；③浇花。\n",
        &["1 punctuation-after-bracketed-marker"],
        "分三步：①扫地；②擦窗；③浇花。\n",
    ),
    Case("1）、扫地。\n2）擦窗。\n", &["1 punctuation-after-bracketed-marker"], "1）扫地。\n2）擦窗。\n"),
    Case(
        "第一，扫地。\n第二、擦窗。\n第三，浇花。\n",
        &["2 ideographic-comma-after-ordinal"],
        "第一，扫地。\n第二，擦窗。\n第三，浇花。\n",
    ),
    Case(
        "第一、扫地,要快。\n第二、擦窗,要净。\n",
        &["1 ideographic-comma-after-ordinal", "2 ideographic-comma-after-ordinal"],
        "第一,扫地,要快。\n第二,擦窗,要净。\n",
    ),
    Case("第一、請大家掃地，把門窗關緊。\n第二、請大家澆花，把東西收進倉庫。\n", &[], ""),
    Case(
        "第一、請大家掃地，把門窗關緊。\n第二，請大家澆花，把東西收進倉庫。\n",
        &["1 ideographic-comma-after-ordinal"],
        "第一，請大家掃地，把門窗關緊。\n第二，請大家澆花，把東西收進倉庫。\n",
    ),
    Case("第一、第二两组先走，第三组断后。\n", &[], ""),
    // Older than the standard, and kept throughout.
    Case("秋收动员\n（一九五三年八月三日）\n第一、要抢晴天。\n第二、要防霜冻。\n", &[], ""),
    Case(
        "秋收动员\n（二〇〇三年八月三日）\n第一、要抢晴天。\n第二、要防霜冻。\n",
        &["3 ideographic-comma-after-ordinal", "4 ideographic-comma-after-ordinal"],
        "秋收动员\n（二〇〇三年八月三日）\n第一，要抢晴天。\n第二，要防霜冻。\n",
    ),
    // ASCII has no 、.
    Case("一,扫地\n每天一次.\n二,擦窗\n每周一次.\n", &[], ""),
    Case(
        "一,扫地\n每天一次。\n二,擦窗\n每周一次。\n",
        &["1 wrong-delimiter-after-han-numeral", "3 wrong-delimiter-after-han-numeral"],
        "一、扫地\n每天一次。\n二、擦窗\n每周一次。\n",
    ),
    // Look-alikes.
    Case("1．扫地。\n2｡擦窗。\n3．浇花。\n", &["2 lookalike-delimiter"], "1．扫地。\n2．擦窗。\n3．浇花。\n"),
    Case("﹙一﹚扫地。\n（二）擦窗。\n", &["1 lookalike-delimiter"], "（一）扫地。\n（二）擦窗。\n"),
    Case("一、扫地。\n二丶擦窗。\n", &["2 lookalike-delimiter"], "一、扫地。\n二、擦窗。\n"),
    Case(
        "（ㄧ）扫地。\n（ニ）擦窗。\n",
        &["1 lookalike-numeral", "2 lookalike-numeral"],
        "（一）扫地。\n（二）擦窗。\n",
    ),
    // Blanks and torn lines.
    Case("（ 一 ）扫地。\n（二）擦窗。\n", &["1 space-inside-marker"], "（一）扫地。\n（二）擦窗。\n"),
    Case("第 1 条　扫地。\n第 2 条　擦窗。\n", &[], ""),
    Case("第 一 章　扫地\n每天一次。\n第 二 章　擦窗\n每周一次。\n", &[], ""),
    Case(
        "第 一 章　扫地\n每天一次。\n第二章　擦窗\n每周一次。\n",
        &["1 space-inside-marker"],
        "第一章　扫地\n每天一次。\n第二章　擦窗\n每周一次。\n",
    ),
    Case(
        "（一）扫地\n每天一次。\n（\n二）擦窗\n每周一次。\n",
        &["3 split-marker"],
        "（一）扫地\n每天一次。\n（二）擦窗\n每周一次。\n",
    ),
    // Words.
    Case("首先，扫地。其次，擦窗。第三，浇花。\n", &["1 mixed-ordinal-sets"], ""),
    Case("首先，扫地。其次，擦窗。最后，浇花。\n", &[], ""),
    Case("会议要求：一要扫地，二要擦窗，三是浇花。\n", &["1 mixed-list-verbs"], ""),
    Case("大家一抓进度，二促质量，三保安全。\n", &[], ""),
    // A hyphen is a numeral only between the marks of a marker.
    Case("(-)扫地。\n(二)擦窗。\n", &["1 lookalike-numeral"], "(一)扫地。\n(二)擦窗。\n"),
    Case("-、扫地。\n二、擦窗。\n三、浇花。\n", &["1 lookalike-numeral"], "一、扫地。\n二、擦窗。\n三、浇花。\n"),
    Case("- 扫地。\n- 擦窗。\n-要快。\n-要细。\n", &[], ""),
    // Ends.
    Case("（1）扫地；\n（2）擦窗；\n", &["2 list-ends-with-semicolon"], "（1）扫地；\n（2）擦窗。\n"),
    // What follows a list of items with semicolons is a paragraph; only one that opens with 其他 may be an item.
    Case("要做：\n\n（1）扫地；\n\n（2）擦窗；\n\n（3）浇花；\n\n做完才能走。\n", &["7 list-ends-with-semicolon"], ""),
    Case("要做：\n（1）扫地；\n（2）擦窗；\n其他该做的事。\n", &[], ""),
    Case("一、分工如下：\n（一）一组扫地；\n（二）二组擦窗；\n二、明天检查。\n", &[], ""),
    Case("（1）扫地；\n（2）擦窗。\n（3）浇花；\n（4）关灯。\n", &["2 mixed-item-endings"], ""),
    Case("分两步：一是扫地。先扫走廊；二是擦窗。\n", &["1 full-stop-inside-semicolon-item"], ""),
    Case("分两步：一是扫地（先扫走廊。）；二是擦窗。\n", &[], ""),
    Case(
        "一、扫地。\n每天一次。\n二、擦窗\n每周一次。\n三、浇花\n每月一次。\n",
        &["1 inconsistent-heading-ending"],
        "",
    ),
];

#[test]
fn each_fault_is_reported_once_and_put_right() {
    let grammar = Grammar::builtin();
    let settings = Settings::of(&grammar.profiles()["general"]);
    let faults: Vec<String> = CASES.iter().filter_map(|case| wrong(case, &grammar, &settings)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn official_documents_take_dots_and_whole_brackets() {
    let grammar = Grammar::builtin();
    let settings = Settings::of(&grammar.profiles()["official"]);
    let cases = [
        Case(
            "1、扫地。\n2、擦窗。\n",
            &["1 ideographic-comma-after-arabic", "2 ideographic-comma-after-arabic"],
            "1.扫地。\n2.擦窗。\n",
        ),
        // One report, and no fix that another would undo.
        Case(
            "1、扫地。\n2．擦窗。\n3、浇花。\n",
            &["1 ideographic-comma-after-arabic", "3 ideographic-comma-after-arabic"],
            "1．扫地。\n2．擦窗。\n3．浇花。\n",
        ),
        Case("1)扫地。\n2)擦窗。\n", &["1 half-bracket-marker", "2 half-bracket-marker"], "(1)扫地。\n(2)擦窗。\n"),
    ];
    let rules =
        ["ideographic-comma-after-arabic", "half-bracket-marker", "mixed-delimiter-style", "mixed-delimiter-width"];
    let mut only = settings;
    only.select(rules).expect("they are in the register");
    let faults: Vec<String> = cases.iter().filter_map(|case| wrong(case, &grammar, &only)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// What is wrong with a case; `None` where all is as it says.
fn wrong(case: &Case, grammar: &Grammar, settings: &Settings) -> Option<String> {
    let Case(text, wanted, mended) = case;
    let source = Source::from_text(*text);
    let all = lint(&source, &parse(&source, grammar), grammar, settings);
    let told: Vec<String> = all.iter().map(|d| format!("{} {}", source.point(d.span.start).line, d.rule)).collect();
    if told != *wanted {
        return Some(format!("{text}wanted {wanted:?}\nfound  {told:?}"));
    }
    let fixed = fixed(text, &all);
    if !mended.is_empty() && fixed != *mended || mended.is_empty() && fixed != *text {
        return Some(format!("{text}is mended to\n{fixed}"));
    }
    None
}

/// The text after all safe fixes.
fn fixed(text: &str, all: &[Diagnostic]) -> String {
    let fixes = all.iter().filter_map(|d| d.fix.as_ref()).filter(|fix| fix.safety == Safety::Safe);
    let mut edits: Vec<&Edit> = fixes.flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut out = text.to_owned();
    for edit in edits {
        out.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    out
}
