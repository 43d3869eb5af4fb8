namespace ScrapeGuard.Cli.Policies;

/// <summary>A value of the file and its place, before it means anything.</summary>
internal abstract record PolicyNode(int Line, int Column);

/// <summary>A word, number or text.</summary>
internal sealed record ScalarNode(int Line, int Column, string Text, bool IsPlain) : PolicyNode(Line, Column)
{
    /// <summary>YAML's ways of writing nothing. In quotes they are text.</summary>
    public bool IsNothing => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record ListNode(int Line, int Column) : PolicyNode(Line, Column)
{
    public List<PolicyNode> Items { get; } = [];
}

internal sealed record MapNode(int Line, int Column) : PolicyNode(Line, Column)
{
    public List<(PolicyNode Key, PolicyNode Value)> Entries { get; } = [];

    /// <summary>False when the file broke off inside: then what is missing may only be unread.</summary>
    public bool IsWhole { get; set; }
}

/// <summary>Stands for something that was reported already, so that it is not reported twice.</summary>
internal sealed record BrokenNode(int Line, int Column) : PolicyNode(Line, Column);
