//! A corpus that never repeats: speeches made by chance from words of our own.
//!
//! What is made depends on the seed alone. A benchmark on a short text that is read again and again measures a branch
//! predictor that has learnt it by heart; here no two speeches are alike. Knows how speeches are written; knows nothing
//! of the program.

/// Speeches behind one another, at least `bytes` long in all: some with punctuation as it is printed, some as crawled
/// pages have it, ASCII but for `。`, `、` and quotation marks; some with blank lines, some with indents.
pub(crate) fn corpus(seed: u64, bytes: usize) -> String {
    let mut chance = Chance(seed);
    let mut out = String::with_capacity(bytes + bytes / 8 + 4096);
    while out.len() < bytes {
        let half = chance.once_in(2);
        let mut speech = Speech { blank: !chance.once_in(7), indent: chance.once_in(3), chance, text: String::new() };
        speech.write(bytes.saturating_sub(out.len()));
        chance = speech.chance;
        if half { out.extend(speech.text.chars().map(half_width)) } else { out.push_str(&speech.text) }
    }
    out
}

const NOUNS: &str = "河道 粮仓 校舍 食堂 账目 街坊 渡口 茶园 水渠 图书室 车间 夜班 合同 苗圃 桥面 戏台 集市 站房 病房 灯塔 \
    档案 门卫 手艺 课堂 乡邻 果林 管网 堤岸 材料 公示栏 值班表 晒场 种子 邮路 航线 仓库 民宿 球场 菜篮子 老街 新区 工地 \
    电梯 阅览角 诊室 社团 互助组 技术员 青年人 老师傅 消防栓 雨水井 财务室 信访件 服务台 数据 流程 规矩 作风 口碑 安全 \
    质量 进度 预算 人手 经验 办法 责任 效果 差距 困难 机会 想法 意见 计划 目标";
const VERBS: &str = "清理 修补 盘点 看护 打通 带好 理顺 核对 走访 培养 照看 更新 守住 搬迁 检查 评议 公开 接续 试行 扩建 压实 排查 \
    改造 收集 巩固 推开 改进 宣讲 分担 记录 落实 抓好 稳住 做实 用活 管住 补齐 汇总 支持 保护";
const QUALITIES: &str =
    "扎实 细致 及时 公道 稳妥 干净 耐心 节俭 灵活 清楚 主动 平和 热心 认真 到位 勤快 透明 有序 牢靠 实在";
const TIMES: &str =
    "去年冬天 今年以来 这三个月 汛期到来之前 每逢周末 二〇二三年 前两年 第一季度 上个星期 年底以前 一方面 在这个时候";
const OPENINGS: &str =
    "我们常说 大家都知道 说到底 事实证明 要看到 值得高兴的是 老话讲 从眼下看 实践告诉我们 不少同志反映 有人问我";
const PEOPLE: &str = "同志们 各位代表 老师们、同学们 乡亲们 各位来宾 全体职工";
const PLACES: &str = "东湾镇 石桥小学 北坡林场 三江码头 南市街道 和平医院 青龙河流域 第二机械厂 白鹭社区 西山村";
const MEETINGS: &str = "年度工作会议 动员大会 总结表彰会 现场推进会 座谈会 开学典礼 安全生产例会 村民代表大会";
const HAN: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
const CIRCLED: [&str; 10] = ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"];

/// One speech as it is written.
struct Speech {
    chance: Chance,
    text: String,
    blank: bool,
    indent: bool,
}

impl Speech {
    /// Title, date, salutation, sections and closing; no longer than about `room`.
    fn write(&mut self, room: usize) {
        let (place, meeting) = (self.word(PLACES), self.word(MEETINGS));
        let number = self.chance.below(90) + 10;
        self.line(&format!("在{place}第{number}次{meeting}上的讲话"));
        if self.chance.once_in(2) {
            let (month, day) = (self.chance.below(12) + 1, self.chance.below(28) + 1);
            self.line(&format!("（2023年{month}月{day}日）"));
        }
        let people = self.word(PEOPLE);
        self.line(&format!("{people}："));
        self.paragraph();
        let style = self.chance.below(6);
        for n in 1..=self.chance.below(4) + 2 {
            if self.text.len() > room {
                break;
            }
            let heading = self.heading();
            let marker = match style {
                0 => format!("（{}）", HAN[n - 1]),
                1 => format!("{n}．"),
                2 => format!("第{}部分　", HAN[n - 1]),
                3 => format!("第{}章　", HAN[n - 1]),
                _ => format!("{}、", HAN[n - 1]),
            };
            self.line(&format!("{marker}{heading}"));
            self.section(style);
        }
        let closing = ["谢谢大家！", "我的讲话完了，谢谢！", "散会。"][self.chance.below(3)];
        self.line(closing);
    }

    /// What stands under a heading.
    fn section(&mut self, style: usize) {
        match self.chance.below(12) {
            0..=5 => (0..=self.chance.below(5)).for_each(|_| self.paragraph()),
            6 => {
                self.paragraph();
                for n in 1..=self.chance.below(4) + 2 {
                    let heading = self.heading();
                    let marker = if style == 0 { format!("{n}、") } else { format!("（{}）", HAN[n - 1]) };
                    self.line(&format!("{marker}{heading}"));
                    self.paragraph();
                }
            }
            7 => {
                let run_in = self.chance.below(4);
                for n in 0..self.chance.below(4) + 2 {
                    let marker = match run_in {
                        0 => format!("第{}，", HAN[n]),
                        1 => format!("（{}）", n + 1),
                        2 => CIRCLED[n].to_owned(),
                        _ => ["首先，", "其次，", "再次，", "此外，", "最后，"][n].to_owned(),
                    };
                    let heading = self.heading();
                    let body = self.sentences(180);
                    self.line(&format!("{marker}{heading}。{body}"));
                }
            }
            8..=10 => {
                let list = self.list();
                self.line(&list);
                self.paragraph();
            }
            _ => {
                for _ in 0..self.chance.below(3) + 2 {
                    let heading = self.heading();
                    self.line(&heading);
                    self.paragraph();
                }
            }
        }
    }

    /// A paragraph that counts: 一是…；二是…。
    fn list(&mut self) -> String {
        let mut out = self.sentences(30);
        let family = self.chance.below(4);
        let count = self.chance.below(4) + 2;
        for (n, han) in HAN.iter().take(count).enumerate() {
            out.push_str(&match family {
                0 => format!("{han}是"),
                1 => format!("第{han}，"),
                2 => format!("（{}）", n + 1),
                _ => format!("{han}要"),
            });
            out.push_str(&self.clause());
            out.push_str(if n + 1 == count { "。" } else { "；" });
        }
        out
    }

    fn paragraph(&mut self) {
        let least = 60 + self.chance.below(380);
        let text = self.sentences(least);
        self.line(&text);
    }

    /// Sentences of at least so many characters together.
    fn sentences(&mut self, least: usize) -> String {
        let mut out = String::new();
        let mut chars = 0;
        while chars < least {
            let from = out.len();
            match self.chance.below(8) {
                0 => out.push_str(&format!("{}，", self.word(OPENINGS))),
                1 | 2 => out.push_str(&format!("{}，", self.word(TIMES))),
                3 | 4 => out.push_str(&format!("“{}”这句话不假，", self.clause())),
                _ => {}
            }
            for _ in 0..self.chance.below(4) + self.chance.below(2) {
                out.push_str(&self.clause());
                out.push('，');
            }
            out.push_str(&self.clause());
            out.push_str(["。", "。", "。", "。", "！", "？"][self.chance.below(6)]);
            chars += out[from..].chars().count();
        }
        out
    }

    fn clause(&mut self) -> String {
        let (verb, noun, other) = (self.word(VERBS), self.word(NOUNS), self.word(NOUNS));
        match self.chance.below(48) {
            0 => format!("{noun}比{other}多了{}.{}%", self.chance.below(40), self.chance.below(10)),
            1 | 2 => format!("有{}处{noun}还没有{verb}", self.chance.below(900) + 3),
            3..=9 => format!("把{noun}和{other}{verb}得更{}", self.word(QUALITIES)),
            10..=14 => format!("{verb}{noun}要{}", self.word(QUALITIES)),
            15..=18 => format!("{noun}、{other}都要有人{verb}"),
            19..=22 => format!("{}地{verb}{noun}", self.word(QUALITIES)),
            23..=32 => format!("让{noun}的{other}{verb}得{}而又{}", self.word(QUALITIES), self.word(QUALITIES)),
            33..=42 => format!("在{verb}{noun}的同时{}好{other}、{}", self.word(VERBS), self.word(NOUNS)),
            _ => format!("{verb}{noun}，{}{other}", self.word(VERBS)),
        }
    }

    fn heading(&mut self) -> String {
        let (first, second) = (self.word(VERBS), self.word(VERBS));
        let (noun, other) = (self.word(NOUNS), self.word(NOUNS));
        match self.chance.below(3) {
            0 => format!("{first}{noun}，{second}{other}"),
            1 => format!("{}{first}{noun}", self.word(QUALITIES)),
            _ => format!("{first}{noun}、{second}{other}"),
        }
    }

    fn line(&mut self, text: &str) {
        if self.indent {
            self.text.push_str("　　");
        }
        self.text.push_str(text);
        self.text.push_str(if self.blank { "\n\n" } else { "\n" });
    }

    fn word(&mut self, words: &'static str) -> &'static str {
        let count = words.split_whitespace().count();
        words.split_whitespace().nth(self.chance.below(count)).unwrap_or_default()
    }
}

/// SplitMix64: small, and the same on every machine.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

const fn half_width(c: char) -> char {
    match c {
        '，' => ',',
        '：' => ':',
        '；' => ';',
        '！' => '!',
        '？' => '?',
        '（' => '(',
        '）' => ')',
        '．' => '.',
        _ => c,
    }
}
