using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Campaigns.Tracking;

/// <summary>What is known of campaigns at the end of an epoch. Immutable, so that shards may share it.</summary>
public sealed class CampaignBoard
{
    private readonly Dictionary<AccountKey, (Campaign Campaign, CampaignMember Member)> _members = [];

    /// <param name="campaigns">The open campaigns; no account is in two.</param>
    /// <param name="level">One in 2^level of ordinary accounts is a measure for candidates.</param>
    public CampaignBoard(ImmutableArray<Campaign> campaigns, int level)
    {
        (Campaigns, Level) = (campaigns, level);
        foreach (var campaign in campaigns)
        {
            foreach (var member in campaign.Members)
            {
                _members.Add(member.Account, (campaign, member));
            }
        }
    }

    /// <summary>Nothing is known yet.</summary>
    public static CampaignBoard Empty { get; } = new([], level: 0);

    /// <summary>The open campaigns, the eldest first.</summary>
    public ImmutableArray<Campaign> Campaigns { get; }

    /// <summary>One in 2^level of ordinary accounts is a measure for candidates.</summary>
    public int Level { get; }

    /// <summary>Whether what an account takes is wanted though it is no candidate.</summary>
    public bool IsMeasure(AccountKey account) => TakingSample.IsOf(account, Level);

    /// <summary>The campaign of an account.</summary>
    public bool TryFind(AccountKey account, [NotNullWhen(true)] out Campaign? campaign, out CampaignMember member)
    {
        var isThere = _members.TryGetValue(account, out var found);
        (campaign, member) = found;
        return isThere;
    }

    /// <summary>Campaigns and level as bytes.</summary>
    public void Write(BinaryWriter output)
    {
        output.Write(Level);
        output.Write(Campaigns.Length);
        foreach (var campaign in Campaigns)
        {
            CampaignBytes.Write(output, campaign);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null: it is damaged.</summary>
    public static CampaignBoard? Read(BinaryReader input)
    {
        var level = input.ReadInt32();
        var count = input.ReadInt32();
        if (level is < 0 or > 40 || count is < 0 or > CampaignRegister.MaxCampaigns)
        {
            return null;
        }

        var campaigns = ImmutableArray.CreateBuilder<Campaign>(count);
        var accounts = new HashSet<AccountKey>();
        for (var i = 0; i < count; i++)
        {
            if (CampaignBytes.Read(input) is not { } campaign
                || !campaign.Members.All(member => accounts.Add(member.Account)))
            {
                return null;
            }

            campaigns.Add(campaign);
        }

        return new CampaignBoard(campaigns.ToImmutable(), level);
    }
}
