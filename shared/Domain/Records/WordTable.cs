using System.Collections.Frozen;

namespace CreditShare.Domain.Records;

/// <summary>The words of one enumeration: its code in JSON (kebab case), its own Chinese word, and other words that mean it. Letters' case does not matter.</summary>
public sealed class WordTable<T> where T : struct, Enum
{
    private readonly FrozenDictionary<string, T> values;
    private readonly FrozenDictionary<T, (string Code, string Chinese)> own;

    /// <param name="words">Chinese words; the first of a value is its own. A value without any is never sent.</param>
    internal WordTable(params (string Word, T Value)[] words)
    {
        var codes = Enum.GetValues<T>().Select(value => (Word: RecordWords.Word(value), Value: value)).ToList();
        values = codes.Concat(words).ToFrozenDictionary(pair => pair.Word, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        own = codes.Select(code => (code, Chinese: words.FirstOrDefault(word => word.Value.Equals(code.Value)).Word))
            .Where(pair => pair.Chinese is not null).ToFrozenDictionary(pair => pair.code.Value, pair => (pair.code.Word, pair.Chinese));
        Chinese = [.. codes.Where(code => own.ContainsKey(code.Value)).Select(code => own[code.Value].Chinese)];
        Codes = [.. codes.Where(code => own.ContainsKey(code.Value)).Select(code => code.Word)];
    }

    /// <summary>The values' own Chinese words, in the order of the values.</summary>
    public IReadOnlyList<string> Chinese { get; }

    /// <summary>The values' codes, in the same order.</summary>
    public IReadOnlyList<string> Codes { get; }

    public T? Find(string text) => values.TryGetValue(text, out var value) ? value : null;

    /// <summary>The value's own Chinese word.</summary>
    public string ChineseOf(T value) => own[value].Chinese;

    /// <summary>True if the text is the value's code or its own Chinese word, not another name of it.</summary>
    public bool IsOwn(string text, T value) =>
        text == own[value].Chinese || text.Equals(own[value].Code, StringComparison.OrdinalIgnoreCase);
}
