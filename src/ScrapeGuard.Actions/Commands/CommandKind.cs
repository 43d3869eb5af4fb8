namespace ScrapeGuard.Actions.Commands;

/// <summary>What a person orders; <see cref="CommandWords"/> has the words.</summary>
public enum CommandKind : byte
{
    /// <summary>Held effects are carried out; an effect that failed is tried again.</summary>
    Approve = 1,

    /// <summary>Held effects are not carried out.</summary>
    Reject = 2,

    /// <summary>What was done to accounts is undone, and what is planned is not done.</summary>
    Restore = 3,

    /// <summary>An account is not to be touched, until a time or until it is taken back; it is restored too.</summary>
    Allow = 4,

    /// <summary>Takes back what <see cref="Allow"/> said.</summary>
    Disallow = 5,

    /// <summary>The kill switch: nothing is done to anyone any more; restores go on.</summary>
    Stop = 6,

    /// <summary>Takes the kill switch back.</summary>
    Resume = 7,

    /// <summary>Something is written into a case.</summary>
    Note = 8,

    /// <summary>An account's owner objects.</summary>
    Appeal = 9,

    /// <summary>An appeal is answered.</summary>
    Answer = 10,

    /// <summary>An account is slowed down, because a person says so.</summary>
    Throttle = 11,

    /// <summary>An account is to prove that a person is there, because a person says so.</summary>
    Challenge = 12,

    /// <summary>An account is disabled, because a person says so.</summary>
    Suspend = 13,

    /// <summary>
    /// All accounts that are known of a campaign are disabled at one moment; <see cref="Restore"/> of the campaign
    /// takes it back.
    /// </summary>
    Takedown = 14,
}
