namespace ScrapeGuard.AccountService.Options;

/// <summary>What a template is for: it says which placeholders have a value.</summary>
internal enum CallUse
{
    /// <summary>Something is done to an account.</summary>
    Effect = 0,

    /// <summary>What became of such a call.</summary>
    Ask,

    /// <summary>What is known of an account.</summary>
    Profile,
}
