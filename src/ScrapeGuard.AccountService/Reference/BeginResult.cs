namespace ScrapeGuard.AccountService.Reference;

/// <summary>What the reference service makes of a call before it acts.</summary>
public enum BeginResult
{
    /// <summary>It is to be carried out.</summary>
    Fresh = 0,

    /// <summary>It was carried out by an earlier call with the same key.</summary>
    Repeated,

    /// <summary>A call with the same key is under way.</summary>
    UnderWay,

    /// <summary>The key was another call's.</summary>
    OtherCall,

    /// <summary>There is no such account.</summary>
    NoAccount,

    /// <summary>There is no room for more.</summary>
    Full,
}
