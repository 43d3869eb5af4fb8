using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Features.Traits;

namespace ScrapeGuard.Campaigns.Tests.Search;

public sealed class TraitNotesTests
{
    [Test]
    public void ToTraits_AnyOrder_AreTheLowestOfEachKind() => Property.HoldsForSeeds(seed =>
    {
        var dice = new Random(seed);
        var seen = Enumerable.Range(0, dice.Next(1, 60))
            .Select(_ => Trait.Of((TraitKind)dice.Next(Trait.Kinds), (ulong)dice.Next(1, 40))).Distinct().ToList();
        var notes = new TraitNotes();
        foreach (var trait in seen.OrderBy(_ => dice.Next()))
        {
            notes.Take(epoch: 5, trait);
        }

        notes.ToTraits().Should().Equal(
            seen.GroupBy(Trait.KindOf).SelectMany(kind => kind.Order().Take(TraitNotes.Capacity)).Order());
    });

    [Test]
    public void Forget_WhatWasNotSeenAgain_IsGone()
    {
        var notes = new TraitNotes();
        var (left, kept) = (Trait.Of(TraitKind.Network, 1), Trait.Of(TraitKind.Device, 1));
        notes.Take(5, left);
        notes.Take(5, kept);
        notes.Take(9, kept);

        notes.Forget(before: 6);

        notes.ToTraits().Should().Equal(kept);
    }

    [Test]
    public void TryRead_WhatWasWritten_IsTheSame()
    {
        var (notes, copy) = (new TraitNotes(), new TraitNotes());
        for (var value = 1UL; value < 20; value++)
        {
            notes.Take((int)value, Trait.Of((TraitKind)(value % 3), value));
        }

        using var bytes = new MemoryStream();
        using var output = new BinaryWriter(bytes);
        notes.Write(output);
        bytes.Position = 0;
        using var input = new BinaryReader(bytes);

        copy.TryRead(input).Should().BeTrue();
        copy.Forget(before: 10);
        notes.Forget(before: 10);
        copy.ToTraits().Should().Equal(notes.ToTraits());
    }
}
