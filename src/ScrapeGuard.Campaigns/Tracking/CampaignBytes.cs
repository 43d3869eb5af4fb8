using System.Collections.Immutable;
using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Campaigns.Tracking;

/// <summary>A campaign in checkpoints: its members, then what is known of it; little-endian.</summary>
internal static class CampaignBytes
{
    public static void Write(BinaryWriter output, Campaign campaign)
    {
        output.Write(campaign.Number);
        output.Write((byte)campaign.Kind);
        output.Write(campaign.Evidence);
        output.Write(campaign.SinceEpoch);
        output.Write(campaign.SeenEpoch);
        output.Write(campaign.Found);
        output.Write(campaign.Members.Length);
        foreach (var member in campaign.Members)
        {
            output.Write(member.Account.High);
            output.Write(member.Account.Low);
            output.Write(member.SinceEpoch);
            output.Write(member.Expected);
            output.Write(member.Observed);
            output.Write(member.IsAlike);
            output.Write(member.Shared.Network);
            output.Write(member.Shared.Device);
            output.Write(member.Shared.Client);
            output.Write(member.Shared.SignUp);
            output.Write(member.Shared.Rhythm);
            output.Write(member.IsStranger);
        }
    }

    /// <summary>Reads a campaign; null: it is damaged.</summary>
    public static Campaign? Read(BinaryReader input)
    {
        var number = input.ReadUInt64();
        var kind = (CampaignKind)input.ReadByte();
        var (evidence, since, seen) = (input.ReadDouble(), input.ReadInt64(), input.ReadInt64());
        var (found, count) = (input.ReadInt32(), input.ReadInt32());
        if (kind > CampaignKind.NoReturns || found < 0 || count is < 0 or > CampaignRegister.MaxMembers)
        {
            return null;
        }

        var members = ImmutableArray.CreateBuilder<CampaignMember>(count);
        for (var i = 0; i < count; i++)
        {
            var account = new AccountKey(input.ReadUInt64(), input.ReadUInt64());
            members.Add(new CampaignMember(
                account, input.ReadInt64(), input.ReadDouble(), input.ReadDouble(), input.ReadBoolean(),
                new SharedTraits(
                    input.ReadInt32(), input.ReadInt32(), input.ReadInt32(), input.ReadInt32(), input.ReadInt32()),
                input.ReadBoolean()));
        }

        return new Campaign
        {
            Number = number,
            Kind = kind,
            Members = members.ToImmutable(),
            Found = found,
            Evidence = evidence,
            SinceEpoch = since,
            SeenEpoch = seen,
        };
    }
}
