using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using CreditShare.Contracts;
using CreditShare.Hosting.Bus;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace CreditShare.Registry.DeadLetters;

/// <summary>
/// The quarantine queue, by RabbitMQ's own client. A message is taken, dealt with, and only then forgotten: what a crash interrupts lies there still, and may have
/// been sent again, which is harmless. While one looks, others see nothing of what is being looked at; those of one process wait for each other.
/// </summary>
/// <param name="broker">The registry's account.</param>
/// <param name="time">By which their age is told.</param>
/// <param name="mostRead">The most messages that are read for a list: what lies behind them is seen when some of them have been dealt with.</param>
internal sealed class DeadLetterQueue(BrokerConnection broker, TimeProvider time, int mostRead = DeadLetterQueue.UsuallyRead) : IDisposable
{
    /// <summary>The most messages of a page.</summary>
    public const int MostShown = 500;

    private const int UsuallyRead = 2000;

    /// <summary>The broker would leave some sends without an answer for ever.</summary>
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan TakeLimit = TimeSpan.FromSeconds(10);

    /// <summary>Messages held in memory at once, each with its content.</summary>
    private const ushort Handful = 50;

    private readonly SemaphoreSlim looking = new(1);

    public void Dispose() => looking.Dispose();

    /// <summary>A page of what lies there, or of its first part where much does. All of that is read, for the queue's order is not that of the list; no more is kept than the page.</summary>
    /// <param name="after">The place behind which the page begins; null for the first page.</param>
    /// <param name="most">Messages of the page.</param>
    /// <param name="ct">Stops in between two messages.</param>
    public Task<DeadLetterList> ListAsync(string? after, int most, CancellationToken ct) => LookAsync(async channel =>
    {
        var (total, read) = (0, 0);
        // What comes last is on top, to be the first that is dropped.
        var page = new PriorityQueue<DeadLetter, string>(Comparer<string>.Create((one, other) => string.CompareOrdinal(other, one)));
        await foreach (var (_, letter, left) in ReadAsync(channel, ct))
        {
            total = ++read + left;
            if (string.CompareOrdinal(letter.Place, after) > 0)
                page.Enqueue(letter, letter.Place);
            if (page.Count > most + 1)
                page.Dequeue();
            if (read == mostRead)
                break;
        }
        var items = page.UnorderedItems.OrderBy(item => item.Priority, StringComparer.Ordinal).Select(item => item.Element).ToList();
        return new DeadLetterList(total, read, [.. items.Take(most)], items.Count > most ? items[most - 1].Place : null);
    }, ct);

    /// <returns>The message of this id; null if none lies there.</returns>
    public Task<DeadLetter?> FindAsync(string id, CancellationToken ct) => LookAsync(async channel =>
    {
        await foreach (var (_, letter, _) in ReadAsync(channel, ct))
        {
            if (letter.Id == id)
                return letter;
        }
        return null;
    }, ct);

    /// <summary>Deals with one message of each of these ids, or with all that lie there now.</summary>
    /// <param name="ids">Null for all.</param>
    /// <param name="deal">Done to each before it is forgotten; false if it cannot be, and stays.</param>
    /// <param name="ct">Stops in between two messages.</param>
    public Task<DeadLettersDone> DealAsync(IReadOnlyCollection<string>? ids, Func<TakenMessage, DeadLetter, Task<bool>> deal, CancellationToken ct) => LookAsync(async channel =>
    {
        var wanted = ids?.ToHashSet();
        var (done, stayed) = (new List<string>(), new List<string>());
        if (wanted is { Count: 0 })
            return new DeadLettersDone([], [], []);
        await foreach (var (message, letter, _) in ReadAsync(channel, ct))
        {
            if (wanted?.Remove(letter.Id) == false)
                continue;
            if (await deal(message, letter))
            {
                await channel.BasicAckAsync(message.DeliveryTag, multiple: false, ct);
                done.Add(letter.Id);
            }
            else
            {
                stayed.Add(letter.Id);
            }
            if (wanted is { Count: 0 })
                break;
        }
        return new DeadLettersDone(done, stayed, wanted is null ? [] : [.. wanted]);
    }, ct);

    /// <summary>Puts a message back into the queue it came from, with the sender that was vouched for when it came.</summary>
    /// <returns>False if that queue is not there or does not take it: its city can see to that, and must not hold up the messages of others.</returns>
    public async Task<bool> SendAgainAsync(TakenMessage message, DeadLetter letter, CancellationToken ct)
    {
        if (letter.Queue is null)
            return false;
        // From here on the headers are the registry's word: none goes along that is not.
        var properties = CarriedProperties.Of(message.Properties, BrokerAccounts.Registry);
        properties.Headers![QuarantineHeaders.Queue] = letter.Queue;
        properties.Headers[QuarantineHeaders.Redriven] = letter.Redriven + 1;
        if (IsOurs(message) && letter.Sender is not null)
            properties.Headers[QuarantineHeaders.Sender] = letter.Sender;
        // Its city's own word to itself, not the registry's: without it the city would believe nothing that came to quarantine by its account.
        if (!IsOurs(message) && QuarantineHeaders.VouchedOf(message.Properties.Headers) is { } vouched)
            properties.Headers[QuarantineHeaders.Vouched] = vouched;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(SendLimit);
        // A channel of its own, for one on which a send fails is closed.
        await using var channel = await broker.OpenChannelAsync(limit.Token);
        try
        {
            // The bus gives each queue an exchange of its name.
            await channel.BasicPublishAsync(letter.Queue, "", mandatory: true, properties, message.Body, limit.Token);
            return true;
        }
        catch (Exception fault) when (fault is PublishException or OperationInterruptedException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    private async Task<T> LookAsync<T>(Func<IChannel, Task<T>> look, CancellationToken ct)
    {
        await looking.WaitAsync(ct);
        try
        {
            await using var channel = await broker.OpenChannelAsync(ct);
            await QuarantineFilter.DeclareAsync(channel, QueueNames.Quarantine, ct, QueueNames.Returned);
            var seen = await look(channel);
            // Closing the channel does it too, but a moment later: who looks next would miss them.
            await channel.BasicNackAsync(0, multiple: true, requeue: true, ct);
            return seen;
        }
        finally
        {
            looking.Release();
        }
    }

    /// <summary>All that lie there now, each with how many lie behind it. What is set aside meanwhile is not of this round, or a message that fails again would go round for ever.</summary>
    private async IAsyncEnumerable<(TakenMessage Message, DeadLetter Letter, int Left)> ReadAsync(IChannel channel, [EnumeratorCancellation] CancellationToken ct)
    {
        await channel.BasicQosAsync(0, Handful, global: false, ct);
        // The answer to one that is asked for says how many more there are; a count alone may be one of a moment ago.
        if (await channel.BasicGetAsync(QueueNames.Quarantine, autoAck: false, ct) is not { } first)
            yield break;
        List<TakenMessage> taken = [TakenMessage.Of(first)];
        var left = (int)first.MessageCount;
        while (taken.Count > 0)
        {
            foreach (var (place, message) in taken.Index())
                yield return (message, Read(message), left + taken.Count - 1 - place);
            taken = left > 0 ? await TakeAsync(channel, Math.Min(left, Handful), ct) : [];
            left -= taken.Count;
        }
    }

    /// <summary>The next so many: asked for one by one, each would cost the broker a write to its disk. Fewer if another process has taken them in between.</summary>
    private async Task<List<TakenMessage>> TakeAsync(IChannel channel, int count, CancellationToken ct)
    {
        var come = Channel.CreateUnbounded<TakenMessage>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, message) => await come.Writer.WriteAsync(TakenMessage.Of(message), ct);
        var tag = await channel.BasicConsumeAsync(QueueNames.Quarantine, autoAck: false, consumer, ct);
        using var limit = new CancellationTokenSource(TakeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        var taken = new List<TakenMessage>(count);
        try
        {
            while (taken.Count < count)
                taken.Add(await come.Reader.ReadAsync(either.Token));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Whoever took them puts them back.
        }
        await channel.BasicCancelAsync(tag, cancellationToken: ct);
        return taken;
    }

    /// <summary>
    /// Whether the registry set it aside; then, and only then, its headers say where it came from. Its account alone proves nothing: what it sends to a city, that city can lead on
    /// into the quarantine, by a binding or as a dead letter. Into the exchange of the quarantine's own name only the registry writes.
    /// </summary>
    private static bool IsOurs(TakenMessage message) => message.Properties.UserId == BrokerAccounts.Registry && message.Exchange == QueueNames.Quarantine;

    private DeadLetter Read(TakenMessage message)
    {
        var properties = message.Properties;
        var at = At(Text(QuarantineHeaders.At));
        var age = (time.GetUtcNow() - at)?.TotalSeconds;
        var (bytes, redriven) = (message.Body.Length, QuarantineHeaders.RedrivenOf(properties.Headers));
        return IsOurs(message)
            ? new(
                Text(QuarantineHeaders.Id) ?? Print(message), Text(QuarantineHeaders.Reason), Text(QuarantineHeaders.Fault), Text(QuarantineHeaders.Sender), Text(QuarantineHeaders.Queue),
                at, age, bytes, redriven, Text(QuarantineHeaders.ReasonZh))
            : new(
                Print(message), Text(QuarantineHeaders.Reason), DeadLetter.Returned, properties.UserId == BrokerAccounts.Registry ? null : properties.UserId, DecisionsOf(properties.UserId),
                at, age, bytes, redriven, null);

        string? Text(string name) => QuarantineHeaders.TextOf(properties.Headers, name);
    }

    private DateTimeOffset? At(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at <= time.GetUtcNow() ? at : null;

    /// <summary>A city sets aside what came to its own queue and nothing else, whatever it writes into the headers. Null for an account that is no city's.</summary>
    private static string? DecisionsOf(string? account) =>
        account is not null && account.StartsWith(BrokerAccounts.City(""), StringComparison.Ordinal) ? QueueNames.Decisions(account[BrokerAccounts.City("").Length..]) : null;

    /// <summary>The id of a message whose headers are not the registry's word: a hash of who sent it by which exchange, of what it holds, and of what its sender calls it.</summary>
    private static string Print(TakenMessage message)
    {
        var properties = message.Properties;
        return Convert.ToHexStringLower(SHA256.HashData(
        [
            .. Hash(properties.UserId), .. Hash(message.Exchange), .. SHA256.HashData(message.Body.Span), .. Hash(properties.MessageId),
            .. Hash(QuarantineHeaders.TextOf(properties.Headers, QuarantineHeaders.Id)),
        ]))[..32];

        static byte[] Hash(string? text) => SHA256.HashData(Encoding.UTF8.GetBytes(text ?? ""));
    }
}
