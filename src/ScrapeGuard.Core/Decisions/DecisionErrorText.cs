namespace ScrapeGuard.Core.Decisions;

/// <summary>The words of <see cref="DecisionError"/>: reasons of dead letters, tags of metrics.</summary>
public static class DecisionErrorText
{
    /// <summary>What is wrong, in a few fixed words.</summary>
    public static string Of(DecisionError error) => error switch
    {
        DecisionError.None => "none",
        DecisionError.BadJson => "no JSON object",
        DecisionError.TooLong => "too long",
        DecisionError.BadId => "no id",
        DecisionError.BadTime => "no time",
        DecisionError.BadAccount => "no account",
        DecisionError.BadVerdict => "no verdict",
        DecisionError.BadMode => "no mode",
        DecisionError.BadMember => "a member is not what it must be",
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, message: null),
    };
}
