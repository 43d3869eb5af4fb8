namespace ScrapeGuard.Core.Events;

/// <summary>The words of <see cref="Operation"/> on the wire.</summary>
public static class OperationNames
{
    /// <summary>The number of operations.</summary>
    public const int Count = 8;

    /// <summary>The operation that a word names; <see cref="Operation.Other"/> for an unknown word.</summary>
    public static Operation Parse(ReadOnlySpan<byte> word) => word.Length switch
    {
        4 when word.SequenceEqual("play"u8) => Operation.Play,
        4 when word.SequenceEqual("auth"u8) => Operation.Auth,
        5 when word.SequenceEqual("audio"u8) => Operation.Audio,
        6 when word.SequenceEqual("search"u8) => Operation.Search,
        6 when word.SequenceEqual("browse"u8) => Operation.Browse,
        7 when word.SequenceEqual("license"u8) => Operation.License,
        8 when word.SequenceEqual("metadata"u8) => Operation.Metadata,
        _ => Operation.Other,
    };

    /// <summary>The word of an operation.</summary>
    public static string Of(Operation operation) => operation switch
    {
        Operation.Metadata => "metadata",
        Operation.Search => "search",
        Operation.Browse => "browse",
        Operation.License => "license",
        Operation.Audio => "audio",
        Operation.Play => "play",
        Operation.Auth => "auth",
        _ => "other",
    };
}
