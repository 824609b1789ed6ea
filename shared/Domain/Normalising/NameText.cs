using System.Text;

namespace CreditShare.Domain.Normalising;

/// <summary>
/// Rule: the name of an organisation that is written in Chinese has full-width brackets （）, as names are registered (企业名称登记管理), and no blank between two Chinese characters, such brackets
/// included; blanks beside Latin letters and digits stay. A name without any Chinese character stays as it is. For a cell folded by <see cref="CellText"/>; unifying twice changes nothing more.
/// </summary>
public static class NameText
{
    public static string Unify(string name)
    {
        if (name.AsSpan().IndexOfAny(" ()﹙﹚") < 0 || !ChineseCharacters.Contains(name))
            return name;
        var unified = new StringBuilder(name.Length);
        for (var at = 0; at < name.Length; at++)
        {
            var character = Bracket(name[at]);
            if (character != ' ' || !JoinsChinese(name, at))
                unified.Append(character);
        }
        return unified.ToString();
    }

    private static bool JoinsChinese(string name, int blank) =>
        blank > 0 && blank + 1 < name.Length && IsChinese(Bracket(name[blank - 1])) && IsChinese(Bracket(name[blank + 1]));

    private static bool IsChinese(char character) => character is '（' or '）' || ChineseCharacters.Is(character);

    private static char Bracket(char character) => character switch { '(' or '﹙' => '（', ')' or '﹚' => '）', _ => character };
}
