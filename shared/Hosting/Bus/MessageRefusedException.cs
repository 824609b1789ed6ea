namespace CreditShare.Hosting.Bus;

/// <summary>A message that no retrying can cure. It goes into quarantine, and its reason with it, as an operator reads it there.</summary>
/// <param name="zh">What is wrong, Chinese.</param>
/// <param name="en">The same in English.</param>
public abstract class MessageRefusedException(string zh, string en) : Exception(en)
{
    public string Zh => zh;
}
