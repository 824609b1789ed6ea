using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CreditShare.Query.Reports.Pdf;

/// <summary>
/// The fonts that PDF reports are set in: those of the settings, else those found in the usual places. Without a Chinese one there are no PDF reports; the log file says so at start, and what to install.
/// </summary>
internal sealed partial class ReportFonts
{
    public const string MissingZh = "服务器没有可嵌入的中文字体，不能生成 PDF。请运维人员安装字体（如 Debian 的 fonts-babelstone-han）或设置 Query:ReportFonts；目前可使用 format=html。";
    public const string MissingEn = "The server has no Chinese font that can be embedded, so no PDF can be made. Operators: install one (Debian: fonts-babelstone-han) or set Query:ReportFonts. Meanwhile use format=html.";

    /// <summary>Song before others, as official documents are set; then for their rare characters. Only fonts with TrueType outlines can be embedded: Noto and Source Han have others.</summary>
    private static readonly string[] UsualPlaces =
    [
        "/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf",
        "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
        "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf",
        "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
        "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
        "C:/Windows/Fonts/simsun.ttc",
        "C:/Windows/Fonts/simsunb.ttf",
        "/System/Library/Fonts/Supplemental/Songti.ttc",
    ];

    /// <summary>Two are enough: each costs its size in memory.</summary>
    private const int MostFound = 2;

    public ReportFonts(IOptions<QueryOptions> options, ILogger<ReportFonts> logger)
    {
        var set = options.Value.ReportFonts;
        var faces = new List<TrueTypeFace>();
        foreach (var file in set.Length > 0 ? set : UsualPlaces.Where(File.Exists).Take(MostFound))
        {
            try
            {
                faces.Add(TrueTypeFace.Read(File.ReadAllBytes(file)));
            }
            catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                Unusable(logger, file, fault.Message);
            }
        }
        Faces = faces;
        if (!CanWriteChinese)
            Missing(logger);
    }

    /// <summary>In order: a character is drawn by the first that has it.</summary>
    public IReadOnlyList<TrueTypeFace> Faces { get; }

    public bool CanWriteChinese => Faces.Any(face => face.Has('信'));

    [LoggerMessage(1, LogLevel.Warning, "No Chinese font with TrueType outlines was found, so reports are given as HTML only. Install one (Debian and Ubuntu: apt-get install fonts-babelstone-han) or name files in Query:ReportFonts.")]
    private static partial void Missing(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "The font {File} cannot be used for reports: {Why}.")]
    private static partial void Unusable(ILogger logger, string file, string why);
}
