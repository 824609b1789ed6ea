namespace CreditShare.Storage;

// Their messages come into logs and beside messages that are set aside: none quotes a subject's code, a record's key or a record.

/// <summary>What the write was computed from has changed since; nothing was written. Read again, compute again.</summary>
public sealed class StoreConflictException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The store cannot be reached, is full or too busy. Over HTTP: 503 with Retry-After. Nothing is known to have been written.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>More than the engine can write in one step; nothing was written, and asking again is of no use. Over HTTP: 422. Deciding keeps below this by <c>HoldingLimits</c>.</summary>
public sealed class StoreLimitException(string message) : Exception(message);
