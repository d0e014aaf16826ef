//! All frames: which word links what, and where its ends stand.

use super::frame::Frame;
use super::position::Position::{
    self, Before, Behind, BehindNext, Cleft, Described, DescribedByObject, DescribedByShare, DescribedNext, Goods,
    Identified, InTurn, Inside, Led, LedBehind, Listed, Next, Received, Right, Subject, SubjectNext, Town, Work,
};
use crate::ontology::{Acts, Predicate};

/// All frames. Of each run of frames of one act the first that finds both ends is taken; what is built has two such runs, one that
/// tells who builds it and one that tells where it is.
pub(super) const FRAMES: &[Frame] = &[
    // 承建中老铁路的中国铁建
    frame("builder-of", Acts::BUILD, Predicate::Builds, DescribedByObject, Behind),
    // 中国路桥承建的蒙内铁路, 该集团还承建了万象机场
    frame("builder", Acts::BUILD, Predicate::Builds, Subject, Behind),
    // 中老铁路由中国铁建承建, 由中国铁建承建的中老铁路
    frame("built-by", Acts::BUILD, Predicate::Builds, Led(Acts::AGENT), Subject),
    frame("built-by-of", Acts::BUILD, Predicate::Builds, Led(Acts::AGENT), Described),
    // 中石油参与中国-中亚天然气管道建设
    frame("builder-taking-part", Acts::BUILD, Predicate::Builds, Subject, Inside),
    // 由中国路桥负责老挝段的建设
    frame("built-in-part-by", Acts::BUILD, Predicate::Builds, Led(Acts::AGENT), Inside),
    // 云岭大桥是中国路桥承建的
    frame("built-cleft", Acts::BUILD, Predicate::Builds, Subject, Cleft),
    // 项目由白桦集团投资，中国路桥承建
    frame("builder-in-turn", Acts::BUILD, Predicate::Builds, Subject, InTurn),
    // 承担云岭电站主体施工的是白桦集团
    frame("builder-of-part", Acts::TAKE_PART, Predicate::Builds, DescribedByObject, Behind),
    // 中工国际签约奥林匹克城项目
    frame("contractor", Acts::SIGN, Predicate::Builds, Subject, Behind),
    // 紫金矿业投资博尔铜矿, 中国投资建设的万象电站
    frame("investor", Acts::INVEST, Predicate::InvestsIn, Subject, Behind),
    frame("invested-by-of", Acts::INVEST, Predicate::InvestsIn, Led(Acts::AGENT), Described),
    frame("invested-by", Acts::INVEST, Predicate::InvestsIn, Led(Acts::AGENT), Subject),
    // 云岭电站是白桦集团投资的项目
    frame("invested-cleft", Acts::INVEST, Predicate::InvestsIn, Subject, Cleft),
    // 白桦集团参与云岭大桥投资
    frame("investor-taking-part", Acts::INVEST, Predicate::InvestsIn, Subject, Inside),
    // 岚海科技获得红杉中国投资
    frame("investor-received", Acts::INVEST, Predicate::InvestsIn, Received, Subject),
    // 中国对哈萨克斯坦投资
    frame("investor-towards", Acts::INVEST, Predicate::InvestsIn, Subject, Led(Acts::TOWARDS)),
    frame("investor-in", Acts::INVEST, Predicate::InvestsIn, Subject, Led(Acts::IN)),
    // 白桦集团在老挝的首期投资
    frame("investor-in-of", Acts::INVEST, Predicate::InvestsIn, Goods, Led(Acts::IN)),
    // 港口由白桦集团建设，岚海集团参股
    frame("investor-in-turn", Acts::INVEST, Predicate::InvestsIn, Subject, InTurn),
    // 白桦集团投资10亿美元在泰国建厂
    frame("investor-there", Acts::INVEST, Predicate::InvestsIn, Subject, LedBehind(Acts::IN)),
    // 港口由白桦集团控股60%，岚海集团持股40%
    frame("owner-in-turn", Acts::OWN, Predicate::InvestsIn, Subject, InTurn),
    // 白桦集团将8亿元投入云岭电站, 向云岭电站投入8亿元
    frame("money-put-in", Acts::PUT_IN, Predicate::InvestsIn, Subject, Behind),
    frame("money-put-towards", Acts::PUT_IN, Predicate::InvestsIn, Subject, Led(Acts::TOWARDS)),
    // 白桦集团投资37亿美元，在老挝建设云岭炼油厂
    frame("investor-next", Acts::INVEST, Predicate::InvestsIn, Subject, BehindNext),
    // 腾讯持有岚海科技公司40%的股份
    frame("owner-of-shares", Acts::OWN, Predicate::InvestsIn, Subject, Behind),
    // 白桦集团持股63%的岚海港
    frame("owner-of-share", Acts::OWN, Predicate::InvestsIn, Subject, DescribedByShare),
    // 由白桦集团持股63%的岚海科技
    // 青湖集团在白桦公司持股30%
    frame("owner-within", Acts::OWN, Predicate::InvestsIn, Subject, Led(Acts::IN)),
    frame("owned-by-of", Acts::OWN, Predicate::InvestsIn, Led(Acts::AGENT), DescribedByShare),
    // 云岭铜矿由白桦集团和岚海集团分别持股六成、四成
    frame("owned-by", Acts::OWN, Predicate::InvestsIn, Led(Acts::AGENT), Subject),
    // 阿里云在泰国新开数据中心
    frame("settler", Acts::SETTLE, Predicate::InvestsIn, Subject, Led(Acts::IN)),
    // 浙商证券成为国都证券第一大股东
    frame("shareholder", Acts::HOLDER, Predicate::InvestsIn, Subject, Before),
    // 白桦集团在岚海科技前十大股东之列
    frame("shareholder-among", Acts::HOLDER, Predicate::InvestsIn, Subject, Led(Acts::IN)),
    // 岚海科技的第二大股东是白桦集团
    frame("shareholder-named", Acts::HOLDER, Predicate::InvestsIn, Identified, Before),
    // 岚海科技控股股东白桦集团
    frame("shareholder-behind", Acts::HOLDER, Predicate::InvestsIn, Right, Before),
    // 岚海公司是白桦集团与青湖集团的合资公司
    frame("venture", Acts::VENTURE, Predicate::InvestsIn, Before, Subject),
    // 中国路桥资助的蒙巴萨技术培训学院
    frame("financier", Acts::FINANCE, Predicate::Finances, Subject, Behind),
    // 中国援建的云岭医院, 医院由中国援建
    frame("financed-by-of", Acts::FINANCE, Predicate::Finances, Led(Acts::AGENT), Described),
    frame("financed-by", Acts::FINANCE, Predicate::Finances, Led(Acts::AGENT), Subject),
    // 云岭大桥是中国援建的项目
    frame("financed-cleft", Acts::FINANCE, Predicate::Finances, Subject, Cleft),
    // 亚投行向土耳其提供贷款
    frame("lender", Acts::LOAN, Predicate::Finances, Subject, Led(Acts::TOWARDS)),
    // 亚投行提供贷款，用于建设岚海地铁
    frame("lender-for", Acts::PURPOSE, Predicate::Finances, Subject, Behind),
    // 铁路由白桦集团投资，国家开发银行提供贷款
    frame("lender-in-turn", Acts::LOAN, Predicate::Finances, Subject, InTurn),
    // 为云岭电站提供贷款的有岚海银行、白桦银行
    frame("lenders-listed", Acts::LOAN, Predicate::Finances, Listed, Led(Acts::TOWARDS)),
    // 云岭大桥85%的资金来自以岚海银行为首的银团
    frame("money-from", Acts::LOAN, Predicate::Finances, LedBehind(Acts::FROM), Goods),
    // 岚海银行提供一半资金支持云岭电站
    frame("lender-behind", Acts::LOAN, Predicate::Finances, Subject, Right),
    // 中老铁路由中国进出口银行提供贷款, 岚海地铁获得世界银行贷款
    frame("lent-by-of", Acts::LOAN, Predicate::Finances, Led(Acts::AGENT), Described),
    frame("lent-by", Acts::LOAN, Predicate::Finances, Led(Acts::AGENT), Subject),
    frame("lender-received", Acts::LOAN, Predicate::Finances, Received, Subject),
    // 资金来自岚海银行贷款的白桦铁路, 白桦集团从岚海银行获得贷款, 其中七成来自岚海银行的贷款
    frame("lent-from-of", Acts::LOAN, Predicate::Finances, Led(Acts::FROM), Described),
    frame("lent-from", Acts::LOAN, Predicate::Finances, Led(Acts::FROM), Subject),
    // 云岭大桥的资金来自岚海银行贷款
    frame("money-lent-from", Acts::LOAN, Predicate::Finances, Led(Acts::FROM), Goods),
    // 中央组织部和国家发展改革委联合举办的研讨班, 产业司组织召开现场会
    frame("organizer", Acts::ORGANIZE, Predicate::Organizes, Subject, Behind),
    frame("organized-by-of", Acts::ORGANIZE, Predicate::Organizes, Led(Acts::AGENT), Described),
    frame("organized-by", Acts::ORGANIZE, Predicate::Organizes, Led(Acts::AGENT), Subject),
    // 由商务部主办，浙江省商务厅承办的博览会
    frame("organizer-in-turn-of", Acts::ORGANIZE, Predicate::Organizes, Led(Acts::AGENT), DescribedNext),
    // 博览会由商务部主办，浙江省商务厅承办
    frame("organizer-in-turn", Acts::ORGANIZE, Predicate::Organizes, Subject, InTurn),
    // 峰会在西安举行, 在宁波召开现场会
    frame("held-in", Acts::HOLD, Predicate::HeldIn, Subject, Led(Acts::IN)),
    frame("held-in-of", Acts::HOLD, Predicate::HeldIn, Behind, Led(Acts::IN)),
    // 西安举办中国—中亚峰会
    frame("host", Acts::HOLD, Predicate::HeldIn, Behind, Town),
    // 博览会移师西安
    frame("held-in-next", Acts::MOVE, Predicate::HeldIn, Subject, Right),
    // 出席研讨班的李春临, 李春临出席研讨班开班式
    frame("attendant-of", Acts::ATTEND, Predicate::Attends, DescribedByObject, Behind),
    frame("attendant", Acts::ATTEND, Predicate::Attends, Subject, Behind),
    // 在出席博鳌论坛期间，石青…
    frame("attendant-next", Acts::ATTEND, Predicate::Attends, SubjectNext, Behind),
    // 研讨班由李春临主持
    frame("attended-by", Acts::ATTEND, Predicate::Attends, Led(Acts::AGENT), Subject),
    // 石青夺得巴黎奥运会女单冠军
    frame("winner", Acts::WIN, Predicate::Attends, Subject, Behind),
    // 正在老挝访问的钱文澜, 对老挝进行访问的钱文澜, 访问老挝的钱文澜
    frame("visitor-of", Acts::VISIT, Predicate::Visits, Described, Led(Acts::IN)),
    frame("visitor-of", Acts::VISIT, Predicate::Visits, Described, Led(Acts::TOWARDS)),
    frame("visitor-of", Acts::VISIT, Predicate::Visits, DescribedByObject, Behind),
    // 习近平访问哈萨克斯坦, 对哈萨克斯坦进行国事访问
    frame("visitor", Acts::VISIT, Predicate::Visits, Subject, Behind),
    frame("visitor-towards", Acts::VISIT, Predicate::Visits, Subject, Led(Acts::TOWARDS)),
    // 李春临到宁波调研
    frame("visitor-in", Acts::VISIT, Predicate::Visits, Subject, Led(Acts::IN)),
    // 抵达老挝后，李春临…
    frame("visitor-next", Acts::VISIT, Predicate::Visits, SubjectNext, Behind),
    // 结束对老挝的访问后，石青…
    frame("visitor-next-towards", Acts::VISIT, Predicate::Visits, SubjectNext, Led(Acts::TOWARDS)),
    // 习近平会见托卡耶夫, 王毅同拉夫罗夫举行会谈
    frame("meeting", Acts::MEET, Predicate::Meets, Subject, Behind),
    frame("meeting-with", Acts::MEET, Predicate::Meets, Subject, Led(Acts::WITH)),
    // 石青昨日与李明的会晤
    frame("meeting-named", Acts::MEET, Predicate::Meets, Goods, Led(Acts::WITH)),
    // 在同拉夫罗夫会谈时，王毅…
    frame("meeting-next", Acts::MEET, Predicate::Meets, SubjectNext, Led(Acts::WITH)),
    // 王毅受到赛义德的接见
    frame("meeting-received", Acts::MEET, Predicate::Meets, Received, Subject),
    // 王毅同达尔举行第五轮战略对话
    frame("meeting-for", Acts::LIGHT, Predicate::Meets, Subject, Led(Acts::WITH)),
    // 布鲁盖尔研究所发布《…》报告
    frame("publisher", Acts::PUBLISH, Predicate::Publishes, Subject, Behind),
    frame("published-by-of", Acts::PUBLISH, Predicate::Publishes, Led(Acts::AGENT), Described),
    // 《岚海通史》由岚海出版社出版
    frame("published-by", Acts::PUBLISH, Predicate::Publishes, Led(Acts::AGENT), Subject),
    // 习近平提出共同建设“丝绸之路经济带”倡议
    frame("proposer", Acts::PROPOSE, Predicate::Proposes, Subject, Behind),
    // 丝绸之路经济带的构想由习近平提出
    frame("proposed-by-of", Acts::PROPOSE, Predicate::Proposes, Led(Acts::AGENT), Described),
    frame("proposed-by", Acts::PROPOSE, Predicate::Proposes, Led(Acts::AGENT), Goods),
    // 全球文明倡议是习近平提出的
    frame("proposed-cleft", Acts::PROPOSE, Predicate::Proposes, Subject, Cleft),
    // 上汽红岩的智能重卡出口哈萨克斯坦, 向哈萨克斯坦出口
    frame("exporter", Acts::EXPORT, Predicate::ExportsTo, Goods, Behind),
    frame("exporter-towards", Acts::EXPORT, Predicate::ExportsTo, Goods, Led(Acts::TOWARDS)),
    // 榴莲从泰国出口到中国
    frame("exporter-from", Acts::EXPORT, Predicate::ExportsTo, Led(Acts::FROM), Behind),
    // 中国从老挝进口橡胶
    frame("importer-from", Acts::IMPORT, Predicate::ExportsTo, Led(Acts::FROM), Subject),
    // 中国是老挝最大的出口市场
    frame("exporter-to-market", Acts::MARKET, Predicate::ExportsTo, Before, Subject),
    // 泰国是中国最大的榴莲进口来源国
    frame("supplier", Acts::SUPPLIER, Predicate::ExportsTo, Subject, Before),
    // 宇通客车已在哈萨克斯坦当地工厂生产
    frame("producer-in", Acts::PRODUCE, Predicate::ProducesIn, Goods, Led(Acts::IN)),
    // 由岚海电子在越南生产的主板
    frame("produced-by", Acts::PRODUCE, Predicate::ProducesIn, Led(Acts::AGENT), Led(Acts::IN)),
    // 岚海电子的手机产自越南
    frame("producer-there", Acts::PRODUCE, Predicate::ProducesIn, Goods, Right),
    frame("seller-in", Acts::SELL, Predicate::SellsIn, Goods, Led(Acts::IN)),
    frame("seller", Acts::SELL, Predicate::SellsIn, Goods, Behind),
    // 奇瑞是哈萨克斯坦最畅销的汽车品牌
    frame("bestseller", Acts::SELL, Predicate::SellsIn, Subject, Before),
    // 产品已进入哈萨克斯坦市场
    frame("seller-into", Acts::ENTER, Predicate::SellsIn, Goods, Behind),
    // 哈萨克斯坦与中国接壤
    frame("neighbour-with", Acts::BORDER, Predicate::Borders, Subject, Led(Acts::WITH)),
    // 与中国接壤的老挝和越南
    frame("neighbour-of", Acts::BORDER, Predicate::Borders, Described, Led(Acts::WITH)),
    // 老挝北邻中国, 中国邻国老挝
    frame("neighbour", Acts::BORDER, Predicate::Borders, Subject, Behind),
    // 向索马里邻国吉布提派出先遣队
    frame("neighbour-next", Acts::BORDER, Predicate::Borders, Right, Before),
    // 德国的邻国有法国、荷兰
    frame("neighbours-of", Acts::BORDER, Predicate::Borders, Goods, Behind),
    // 作为老挝的邻国，泰国…
    frame("neighbour-as", Acts::BORDER, Predicate::Borders, SubjectNext, Before),
    // 老挝与中国的边境线
    frame("neighbour-with-of", Acts::BORDER, Predicate::Borders, Goods, Led(Acts::WITH)),
    // 3个国家与中国接壤——哈萨克斯坦、吉尔吉斯斯坦和塔吉克斯坦
    frame("neighbours-listed", Acts::BORDER, Predicate::Borders, Listed, Led(Acts::WITH)),
    // 埃及成为金砖国家成员
    frame("member", Acts::MEMBER, Predicate::MemberOf, Subject, Before),
    // 海合会成员国包括沙特、阿曼
    frame("members-listed", Acts::MEMBER, Predicate::MemberOf, Behind, Before),
    // 上海合作组织现有中国、印度等10个成员国
    frame("members-counted", Acts::MEMBER, Predicate::MemberOf, Before, Subject),
    // 作为东盟成员，老挝…
    frame("member-as", Acts::MEMBER, Predicate::MemberOf, SubjectNext, Before),
    // 东盟成员国老挝
    frame("member-behind", Acts::MEMBER, Predicate::MemberOf, Right, Before),
    // 老挝退出世界贸易组织
    frame("quitting", Acts::QUIT, Predicate::MemberOf, Subject, Behind),
    // 岚海科技是岚海集团的全资子公司
    frame("part-by-copula", Acts::BELONG, Predicate::PartOf, Subject, Before),
    // 作为岚海集团的子公司，岚海科技…
    frame("part-as", Acts::BELONG, Predicate::PartOf, SubjectNext, Before),
    // 隶属于岚海大学的岚海研究院, 岚海研究院隶属于岚海大学
    frame("part-under-of", Acts::UNDER, Predicate::PartOf, DescribedByObject, Behind),
    frame("part-under", Acts::UNDER, Predicate::PartOf, Subject, Behind),
    // 挪威和瑞典同属北极理事会
    frame("member-under", Acts::UNDER, Predicate::MemberOf, Subject, Behind),
    // 2004年加入欧盟的匈牙利
    frame("joining-of", Acts::JOIN, Predicate::MemberOf, DescribedByObject, Behind),
    // 老挝加入世界贸易组织
    frame("joining", Acts::JOIN, Predicate::MemberOf, Subject, Behind),
    // 印度、日本、德国、巴西组成的四国集团
    frame("members-of", Acts::COMPOSE, Predicate::MemberOf, Before, Next),
    // 达飞轮船、长荣海运组成海洋联盟
    frame("members-compose", Acts::COMPOSE, Predicate::MemberOf, Subject, Right),
    // 四国集团由印度、日本、德国、巴西组成
    frame("members-by", Acts::COMPOSE, Predicate::MemberOf, Led(Acts::AGENT), Subject),
    // 中国同吉尔吉斯斯坦签署协议
    frame("agreement-with", Acts::AGREE, Predicate::AgreesWith, Subject, Led(Acts::WITH)),
    // 岚海集团携手华为公司打造
    frame("partner", Acts::ALLY, Predicate::AgreesWith, Subject, Right),
    // 连接昆明和万象的中老铁路, 中老铁路连接昆明和万象
    frame("connection-of", Acts::CONNECT, Predicate::Connects, DescribedByObject, Behind),
    frame("connection", Acts::CONNECT, Predicate::Connects, Subject, Behind),
    // 铁路把昆明和万象连接起来
    frame("connection-joined", Acts::CONNECT, Predicate::Connects, Subject, Led(Acts::TAKE)),
    // 云岭铁路把矿区同岚海港连接起来
    frame("connection-joined", Acts::CONNECT, Predicate::Connects, Subject, Led(Acts::WITH)),
    // 中老铁路北起昆明，经玉溪
    frame("connection-through", Acts::CONNECT, Predicate::Connects, Subject, Right),
    // 班列从昆明发往万象
    frame("connection-from", Acts::DEPART, Predicate::Connects, Subject, Led(Acts::FROM)),
    // 博览会落户西安
    frame("held-at", Acts::LOCATE, Predicate::HeldIn, Subject, Behind),
    // 横跨肯尼亚和乌干达的东非铁路, 项目惠及老挝、缅甸
    frame("spanning-of", Acts::SPAN, Predicate::Involves, DescribedByObject, Behind),
    frame("spanning", Acts::SPAN, Predicate::Involves, Subject, Behind),
    // 项目位于老挝北部
    frame("location", Acts::LOCATE, Predicate::LocatedIn, Subject, Behind),
    // 白桦集团首个海外工厂落户德国
    frame("plant-at", Acts::LOCATE, Predicate::ProducesIn, Goods, Behind),
    // 中国电建在老挝承建云岭水电站, 云岭水电站在老挝开工
    frame("site", Acts::BUILD, Predicate::LocatedIn, Work, Led(Acts::IN)),
    frame("site", Acts::START, Predicate::LocatedIn, Work, Led(Acts::IN)),
    frame("site", Acts::OPEN, Predicate::LocatedIn, Work, Led(Acts::IN)),
    frame("site", Acts::COMPLETE, Predicate::LocatedIn, Work, Led(Acts::IN)),
    // 白桦集团在意大利拥有工厂, 在泰国的工厂, 在老挝新建生产线
    frame("plant-in", Acts::PLANT, Predicate::ProducesIn, Goods, Led(Acts::IN)),
    // 白桦集团在泰国开出50家门店
    frame("shop-in", Acts::PLANT, Predicate::SellsIn, Goods, Led(Acts::IN)),
    // 紫金矿业在塞尔维亚经营博尔铜矿
    frame("site", Acts::RUN, Predicate::LocatedIn, Work, Led(Acts::IN)),
    // 石青在岚海出席云岭论坛
    frame("held-where-attended", Acts::ATTEND, Predicate::HeldIn, Behind, Led(Acts::IN)),
    // 老挝将在万象主办云岭论坛
    frame("held-where-organized", Acts::ORGANIZE, Predicate::HeldIn, Behind, Led(Acts::IN)),
    // 论坛由岚海商会在曼谷合办
    frame("held-where-organized", Acts::ORGANIZE, Predicate::HeldIn, Subject, Led(Acts::IN)),
    // 锦标赛由阿斯塔纳承办
    frame("held-by-town", Acts::ORGANIZE, Predicate::HeldIn, Subject, Led(Acts::AGENT)),
    // 钱文澜在中国—中亚峰会上致辞, 在论坛上表示
    frame("speaker-at", Acts::ADDRESS, Predicate::Attends, Subject, Led(Acts::IN)),
    frame("speaker-at", Acts::SAY, Predicate::Attends, Subject, Led(Acts::IN)),
];

const fn frame(rule: &'static str, act: Acts, predicate: Predicate, subject: Position, object: Position) -> Frame {
    Frame { rule, act, predicate, subject, object }
}
