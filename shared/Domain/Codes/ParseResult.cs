namespace CreditShare.Domain.Codes;

/// <summary>A value, or the refusal of a text. Refusals are values: bad input is expected.</summary>
public readonly struct ParseResult<T>
{
    private readonly T? value;
    private readonly CodeFault? fault;

    private ParseResult(T? value, CodeFault? fault)
    {
        this.value = value;
        this.fault = fault;
    }

    public bool IsSuccess => fault is null;

    /// <exception cref="InvalidOperationException">The text was refused.</exception>
    public T Value => fault is null ? value! : throw new InvalidOperationException(fault.English);

    /// <exception cref="InvalidOperationException">The text was accepted.</exception>
    public CodeFault Fault => fault ?? throw new InvalidOperationException("There is no fault.");

    public static implicit operator ParseResult<T>(T value) => new(value, null);

    public static implicit operator ParseResult<T>(CodeFault fault) => new(default, fault);
}
