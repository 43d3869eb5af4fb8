namespace ScrapeGuard.Actions.Commands;

/// <summary>What a person orders. Its id makes a repeat of it do nothing.</summary>
public sealed record OperatorCommand
{
    /// <summary>1 to 128 bytes.</summary>
    public required string Id { get; init; }

    /// <summary>When it was given, in microseconds since 1970.</summary>
    public required long TimeMicros { get; init; }

    /// <summary>The person: 1 to 128 bytes.</summary>
    public required string By { get; init; }

    /// <summary>
    /// As what the person orders it, such as <c>analyst</c>: up to 128 bytes; an order to do something to an account
    /// needs one. It is written down, not checked: whoever takes commands from people checks it.
    /// </summary>
    public string Role { get; init; } = "";

    public required CommandKind Kind { get; init; }

    public CommandTarget Target { get; init; } = CommandTarget.None;

    /// <summary>Why; of note, appeal and answer the text. Up to 4,096 characters.</summary>
    public string Reason { get; init; } = "";

    /// <summary>
    /// Of allow, and of an order to do something: when it ends, in microseconds since 1970; null: when it is taken
    /// back.
    /// </summary>
    public long? UntilMicros { get; init; }
}
