namespace ScrapeGuard.Core.Decisions;

/// <summary>Why a text is no decision.</summary>
public enum DecisionError : byte
{
    None = 0,

    /// <summary>It is no JSON object, or has two members of one name that count.</summary>
    BadJson,

    /// <summary>It is longer than <see cref="DecisionReader.MaxBytes"/>.</summary>
    TooLong,

    /// <summary>Its id is missing, too long or not visible ASCII.</summary>
    BadId,

    /// <summary>Its time is missing or no time.</summary>
    BadTime,

    /// <summary>Its account is missing, too long or no text.</summary>
    BadAccount,

    /// <summary>Its verdict is missing or none that is emitted.</summary>
    BadVerdict,

    /// <summary>Its mode is missing or not known: nothing is done to anyone by a guess.</summary>
    BadMode,

    /// <summary>Another member is not what it must be.</summary>
    BadMember,
}
