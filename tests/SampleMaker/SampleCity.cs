using CreditShare.Domain.Codes;

namespace CreditShare.SampleMaker;

/// <summary>An organisation of a sample: its name says that it is made up.</summary>
internal sealed record SampleOrganisation(string Name, string Code);

/// <summary>A city with its made-up organisations and authorities.</summary>
internal sealed class SampleCity
{
    private const string OrganisationCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly string[] First = ["云川", "禾原", "青岚", "远帆", "松澜", "若谷", "明舟", "沐野", "星垣", "润石", "知行", "聚禾"];
    private static readonly string[] Second = ["环保科技", "食品", "医药", "精密制造", "文旅", "建设工程", "化工", "纺织", "生态农业", "物流"];

    private readonly Random random;

    public SampleCity(string code, string name, Random random)
    {
        Code = code;
        Name = name;
        this.random = random;
        Subjects = [.. Enumerable.Range(0, 70).Select(i => Subject(i))];
        Environment = Authority("生态环境局");
        Market = Authority("市场监督管理局");
        Culture = Authority("文化广电旅游局");
        Labour = Authority("人力资源和社会保障局");
        Approval = Authority("政务服务管理局");
    }

    public string Code { get; }

    public string Name { get; }

    public IReadOnlyList<SampleOrganisation> Subjects { get; }

    public SampleOrganisation Environment { get; }

    public SampleOrganisation Market { get; }

    public SampleOrganisation Culture { get; }

    public SampleOrganisation Labour { get; }

    public SampleOrganisation Approval { get; }

    public SampleOrganisation Any() => Subjects[random.Next(Subjects.Count)];

    private SampleOrganisation Subject(int i) => new(
        $"{Name}样例{First[i % First.Length]}{Second[i % Second.Length]}有限公司", Compose("91", Code[..4] + random.Next(1, 10).ToString("00", null)));

    private SampleOrganisation Authority(string name) => new($"{Name}市{name}（样例）", Compose("11", Code));

    private string Compose(string first2, string division) => UnifiedSocialCreditCode.Compose(
        first2, division, string.Concat(Enumerable.Range(0, 8).Select(_ => OrganisationCharacters[random.Next(OrganisationCharacters.Length)]))).Value;
}
