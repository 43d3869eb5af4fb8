namespace ScrapeGuard.AccountService.Reference.Faults;

/// <summary>What may go wrong with a request, in the order in which it is thought of.</summary>
public enum Fault
{
    /// <summary><c>hang</c>: nothing is done and nothing answered, until the caller has gone.</summary>
    Hang = 0,

    /// <summary><c>too-many</c>: 429 with <c>Retry-After</c>; nothing is done.</summary>
    TooMany,

    /// <summary><c>unavailable</c>: 503 without <c>Retry-After</c>; nothing is done.</summary>
    Unavailable,

    /// <summary><c>error</c>: 500; nothing is done.</summary>
    Error,

    /// <summary><c>drop-before</c>: the connection is dropped before anything is done.</summary>
    DropBefore,

    /// <summary><c>slow</c>: it is done late, though the caller has gone.</summary>
    Slow,

    /// <summary><c>forget</c>: a key is not known again; what it did is done once more.</summary>
    Forget,

    /// <summary><c>drop-after</c>: the connection is dropped after it is done.</summary>
    DropAfter,

    /// <summary><c>error-after</c>: 500 after it is done.</summary>
    ErrorAfter,
}
