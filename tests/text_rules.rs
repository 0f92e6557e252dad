//! The rules about marks, headings, counts, the document and damage: each fires where it should and nowhere else.

use tigang::diagnostic::{Diagnostic, Edit};
use tigang::lint::{RULES, Settings, lint};
use tigang::{Grammar, Source, parse};

/// What one rule reports: the line, the text under the span.
fn found(grammar: &Grammar, rule: &str, text: &str) -> Vec<Diagnostic> {
    let source = Source::from_text(text);
    let mut settings = Settings::of(&grammar.profiles()["general"]);
    settings.select([rule]).expect("the rule is in the register");
    lint(&source, &parse(&source, grammar), grammar, &settings)
}

fn lines(grammar: &Grammar, rule: &str, text: &str) -> Vec<u32> {
    let source = Source::from_text(text);
    found(grammar, rule, text).iter().map(|d| source.point(d.span.start).line).collect()
}

fn fixed(grammar: &Grammar, rule: &str, text: &str) -> String {
    let mut edits: Vec<Edit> =
        found(grammar, rule, text).into_iter().filter_map(|d| d.fix).flat_map(|f| f.edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut out = text.to_owned();
    for edit in edits {
        out.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    out
}

#[test]
fn every_rule_finds_its_bad_example_and_not_the_good_one() {
    let grammar = Grammar::builtin();
    for rule in RULES {
        // 第一、 is the norm of Taiwan: in traditional characters the bad example is a good one.
        let by_script = rule.name == "ideographic-comma-after-ordinal";
        for (what, bad, good) in [
            ("as written", rule.bad.to_owned(), rule.good.to_owned()),
            ("in traditional characters", hanconv::s2t(rule.bad), hanconv::s2t(rule.good)),
        ]
        .into_iter()
        .take(if by_script { 1 } else { 2 })
        {
            assert!(!found(&grammar, rule.name, &bad).is_empty(), "{} {what}: nothing found in\n{bad}", rule.name);
            assert_eq!(found(&grammar, rule.name, &good), [], "{} {what}:\n{good}", rule.name);
        }
    }
}

/// What must be found at these lines, and nothing besides; no line where the text is as it should be.
const CASES: &[(&str, &str, &[u32])] = &[
    ("split-marker", "今年办三件事：一是修路，车开得进来；二\n是通水，水流得进户；三是亮灯。\n", &[1]),
    ("hard-wrapped-paragraph", "今年办三件事：一是修路，车开得进来；二\n是通水，水流得进户；三是亮灯。\n", &[]),
    ("hard-wrapped-paragraph", "灯会办了一月，来客一万，评出“花灯十\n强”，大家鼓掌。\n", &[1]),
    ("hard-wrapped-paragraph", "灯会办了一月，来客一万，评出“花灯十\n强，大家鼓掌。\n", &[1]),
    ("promised-count-mismatch", "这次抢险的启示有四。\n一是人要齐。\n二是料要足。\n三是路要通。\n", &[1]),
    ("promised-count-mismatch", "这次抢险的启示有三。\n一是人要齐。\n二是料要足。\n三是路要通。\n", &[]),
    ("unclosed-bracket", "会议（三楼\n\n散会。\n", &[1]),
    ("unclosed-bracket", "会议(三楼\n\n散会。\n", &[1]),
    ("unclosed-bracket", "会议（三楼)在左边。\n", &[]),
    ("unclosed-bracket", "（一）先来先坐。\n（二）后来后坐。\n1）按时。\n2）守纪。\n", &[]),
    ("unclosed-bracket", "他写道（以下是原文。\n第一段到此。\n第二段到此）。\n", &[]),
    ("unclosed-bracket", "请看《读书札记一书。\n（一）开卷。\n（二）掩卷。\n", &[1]),
    ("unclosed-quote", "老话说“早起三光。\n“晚起三慌。”\n大家记住。\n", &[]),
    ("unclosed-quote", "他说：「今天很好。\n大家鼓掌。\n", &[1]),
    ("unclosed-quote", "会风要”短、实、新“。\n", &[1]),
    ("unclosed-quote", "It’s a ‘test’, isn’t it? 他说’90年代。\n", &[]),
    ("unfinished-sentence", "麦子进仓了，场院也扫过了。席子要还给\n\n二、散会\n回家。\n", &[1]),
    ("unfinished-sentence", "春眠不觉晓，处处闻啼鸟\n\n夜来风雨声，花落知多少\n", &[]),
    ("unfinished-sentence", "一、提高认识，加强领导\n\n安全是底线。\n", &[]),
    ("unfinished-sentence", "同志们：\n\n今天的会很短。散会以后请留下。\n\n北门街道办事处\n", &[]),
    ("empty-section", "一、背景\n去年涨水。\n\n二、做法\n\n三、打算\n明年修堤。\n", &[4]),
    ("empty-section", "一、背景\n\n二、做法\n\n三、打算\n", &[]),
    (
        "empty-section",
        "一、背景\n去年涨水。\n\n二、做法\n今年修堤。\n\n三、打算\n明年种树。\n\n四、其他\n\n五、散会\n",
        &[10, 12],
    ),
    ("empty-section", "一、背景\n去年涨水。\n\n二、做法\n今年修堤。\n\n三、打算\n\n四、其他\n", &[]),
    (
        "out-of-order-number",
        "第三十一条　早起。\n第三十二条　早睡。\n第三十四条　少说。\n第三十三条　多做。\n第三十五条　散会。\n",
        &[3],
    ),
    (
        "missing-first-item",
        "第三十一条　早起。\n第三十二条　早睡。\n第三十四条　少说。\n第三十三条　多做。\n第三十五条　散会。\n",
        &[],
    ),
    ("hard-wrapped-paragraph", "一、要求\n要细。\n二、任务\n第一点，扫地，每天一次。\n第二点，擦窗，每周一次。\n", &[]),
    (
        "numbering-gap",
        "一、要求\n要细。\n二、任务\n一是扫地，每天一次。\n三是擦窗，每周一次。\n四是浇花，雨天不浇。\n",
        &[5],
    ),
    ("duplicate-number", "第一条　扫地\n每天一次。\n第二条　擦窗\n每周一次。\n第二条　浇花\n雨天不浇。\n", &[5]),
    ("duplicate-number", "第一条　扫地，每天一次。\n第一条　擦窗，每周一次。\n第三条　浇花，雨天不浇。\n", &[2]),
    ("space-inside-marker", "第一条　扫地，每天一次。\n第二条　擦窗，每周一次。\n", &[]),
    ("numbering-gap", "41.扫地。\n42.擦窗。\n44.浇花。\n", &[3]),
    ("missing-first-item", "41.扫地。\n42.擦窗。\n44.浇花。\n", &[1]),
    ("empty-section", "一、背景\n去年涨水。\n\n二、做法。\n\n三、打算\n明年修堤。\n", &[]),
    ("empty-heading", "一\n麦子进仓。\n\n二\n种子到齐。\n", &[]),
    (
        "duplicate-heading",
        "一、做法\n（一）人员\n两人。\n（二）经费\n自筹。\n二、打算\n（一）人员\n三人。\n（二）经费\n从简。\n",
        &[],
    ),
    ("heading-too-long", "一、总体要求\n安全是底线。\n二、具体分工\n各管一段。\n", &[]),
    ("truncated-document", "一、要求\n安全第一。\n谢谢大家！\n预览结束，下载后可看全文\n", &[]),
    ("truncated-document", "一、要求\n安全第一，大家\n【未完待续】\n", &[3]),
    (
        "placeholder-text",
        "我代表X镇讲话。\n拍一张X光片，乘以3×4。\n20××年开工。\n经费___元。\n【待补】\n",
        &[1, 3, 4, 5],
    ),
    ("placeholder-text", "二○二三年，他在图书馆看 Linux 和 x86 的书。\n", &[]),
    ("hard-wrapped-paragraph", "（\n三）改革\n要稳。\n", &[]),
    ("hard-wrapped-paragraph", "他念道：\n\n一声鸡叫，\n两声狗咬，\n三声锣响，\n四乡都晓。\n", &[]),
    ("hard-wrapped-paragraph", "到会的有十个村，\n来了三十人。\n\n散会。\n", &[1]),
    ("hard-wrapped-paragraph", "大家辛苦了！🎉\n\n谢谢各位的光临，请入席。\n", &[]),
    ("doubled-line", "加油！加油！\n\n努力学习努力学习\n", &[3]),
    ("kangxi-radical", "（⼀）抓紧。\n（⼆）抓实。\n人⼈有责。\n", &[3]),
    ("lost-character", "各管一�，老��师傅。\n不缺。\n还�有。\n", &[1, 3]),
    ("lost-character", "问号？方框□都在。\n", &[]),
    ("half-width-punctuation", "同志们,今天开会。\nHello, world: 3,000人。\n", &[1]),
    ("half-width-punctuation", "(一)来得早。\n(二)走得晚。\n", &[]),
    ("promised-count-mismatch", "下面我讲三点意见。\n一、准时\n不迟到。\n二、带笔\n不借笔。\n", &[1]),
    ("promised-count-mismatch", "我讲三点。先说背景，大家都知道。\n一、准时\n不迟到。\n二、带笔\n不借笔。\n", &[]),
    ("promised-count-mismatch", "要做好５件事：一是准时，二是带笔，三是静音。\n", &[1]),
    ("promised-count-mismatch", "启示有四：一是准时，二是带笔，三是静音。\n", &[1]),
    ("promised-count-mismatch", "启示有三：一是准时，二是带笔，三是静音。\n", &[]),
    ("promised-count-mismatch", "下面讲几点意见：一是准时，二是带笔。\n", &[]),
    ("promised-count-mismatch", "下面讲三四点意见：一是准时，二是带笔。\n", &[]),
    ("promised-count-mismatch", "要做好近十项工作：一是准时，二是带笔。\n", &[]),
    ("promised-count-mismatch", "三年来，做到以下两点：一是准时，二是带笔。\n", &[]),
    ("promised-count-mismatch", "围绕一个中心，抓住两个重点，做到：一是准时，二是带笔，三是静音。\n", &[]),
    (
        "promised-count-mismatch",
        "下面我讲三点意见：\n一、准时\n不迟到。\n二、带笔\n不借笔。\n四、静音\n不说话。\n",
        &[],
    ),
    (
        "promised-count-mismatch",
        "我讲两点。\n一、准时\n有三个要求：一是不迟到，二是不早退，三是不缺席。\n二、带笔\n不借笔。\n",
        &[],
    ),
    ("promised-count-mismatch", "针对以上三点问题，建议：一是准时，二是带笔。\n", &[]),
    ("slogan-count-mismatch", "落实“三个一律”：一是一律准时，二是一律带笔。\n", &[1]),
    ("slogan-count-mismatch", "落实「三个一律」：一是一律准时，二是一律带笔。\n", &[1]),
    ("slogan-count-mismatch", "落实“两个一律”：一是一律准时，二是一律带笔。\n", &[]),
    ("slogan-count-mismatch", "落实“三个一律”，我们要：一是准时，二是带笔。\n", &[]),
    ("dangling-lead-in", "一、问题\n主要有：\n人手少。\n二、对策\n加人。\n", &[]),
    ("dangling-lead-in", "一、问题\n人员情况见下表：\n二、对策\n加人。\n", &[]),
    ("several-speeches-in-one-file", "开学讲话\n同学们：\n早睡早起。\n谢谢大家！\n", &[]),
];

#[test]
fn every_rule_fires_where_it_should_and_nowhere_else() {
    let grammar = Grammar::builtin();
    let mut faults = Vec::new();
    for (rule, text, wanted) in CASES {
        for (what, text) in [("", (*text).to_owned()), (" in traditional characters", hanconv::s2t(text))] {
            let found = lines(&grammar, rule, &text);
            if found != *wanted {
                faults.push(format!("{rule}{what}: found at {found:?}, not {wanted:?}:\n{text}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_fixes_it_leaves_nothing_to_report() {
    let grammar = Grammar::builtin();
    for (rule, bad, good) in [
        (
            "heading-ends-with-full-stop",
            "一、总则。\n先易后难。\n二、细则。\n各管一段。\n",
            "一、总则\n先易后难。\n二、细则\n各管一段。\n",
        ),
        ("kangxi-radical", "一、分⼯\n⼈⼈有责。\n", "一、分工\n人人有责。\n"),
        ("doubled-line", "一、分工一、分工\n各管一段。\n", "一、分工\n各管一段。\n"),
        (
            "hard-wrapped-paragraph",
            "做到两条：一是不迟到；\r\n二是不早退。\r\n散会。\r\n",
            "做到两条：一是不迟到；二是不早退。\r\n散会。\r\n",
        ),
    ] {
        let once = fixed(&grammar, rule, bad);
        assert_eq!(once, good, "{rule}");
        assert_eq!(found(&grammar, rule, &once), [], "{rule}");
    }
}

#[test]
fn a_report_says_what_is_wrong_and_what_was_expected() {
    let grammar = Grammar::builtin();
    let told = |rule: &str, text: &str| {
        found(&grammar, rule, text).first().map(|d| (d.message.zh.clone(), d.message.en.clone()))
    };
    let pair = |zh: &str, en: &str| Some((zh.to_owned(), en.to_owned()));
    assert_eq!(
        told("unclosed-quote", "会风要“短、实、新。\n"),
        pair("“ 在本段内没有配对，缺少 ”", "“ is not closed in its paragraph, expected ”")
    );
    assert_eq!(
        told("promised-count-mismatch", "要做好三件事：一是准时，二是带笔。\n"),
        pair("“三件事”说有 3 项，后面列出 2 项", "“三件事” promises 3 items, but 2 follow")
    );
    assert_eq!(
        told("slogan-count-mismatch", "落实“三个一律”：一是一律准时，二是一律带笔。\n"),
        pair("“三个一律”说的是 3 项，后面列出 2 项", "“三个一律” counts 3, but 2 items follow")
    );
    assert_eq!(
        told("doubled-line", "一、分工一、分工\n各管一段。\n"),
        pair("这一行把“一、分工”写了两遍", "the line holds “一、分工” twice")
    );
}

#[test]
fn lines_are_joined_only_inside_a_sentence() {
    let grammar = Grammar::builtin();
    for (text, wanted) in [
        ("今年雨少。渠里的水，要省着\n用。大家记住。\n", "今年雨少。渠里的水，要省着用。大家记住。\n"),
        ("先说水。水要省着用，渠要勤着修；\n闸要锁好。\n", "先说水。水要省着用，渠要勤着修；闸要锁好。\n"),
        // A list without markers.
        ("渠水：上游先浇；\n井水：下游先用。\n", "渠水：上游先浇；\n井水：下游先用。\n"),
        ("上游先浇；\n下游后浇。\n", "上游先浇；\n下游后浇。\n"),
        // Labels and addresses.
        (
            "用水登记请看下面的网页，不要错过。网址 example.cn\n渠长签字后生效，过期不补。\n",
            "用水登记请看下面的网页，不要错过。网址 example.cn\n渠长签字后生效，过期不补。\n",
        ),
    ] {
        assert_eq!(fixed(&grammar, "hard-wrapped-paragraph", text), wanted);
    }
}
