using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Features.Traits;

namespace ScrapeGuard.Campaigns.Tests.Search;

public sealed class TraitNotesTests
{
    [Test]
    public void ToTraits_AnyOrder_AreTheLowestOfEachKind() => Property.HoldsForSeeds(seed =>
    {
        var dice = new Random(seed);
        var seen = Enumerable.Range(0, dice.Next(1, 80))
            .Select(_ => Trait.Of((TraitKind)dice.Next(Trait.Kinds), (ulong)dice.Next(1, 40))).Distinct().ToList();
        var notes = new TraitNotes();
        foreach (var trait in seen.OrderBy(_ => dice.Next()))
        {
            notes.Take(epoch: 5, trait);
        }

        notes.ToTraits().Should().Equal(
            seen.GroupBy(Trait.KindOf).SelectMany(kind => kind.Order().Take(TraitNotes.Capacity)).Order());
    });

    /// <summary>Habits are no traits that accounts share, however many of these there are.</summary>
    [Test]
    public void Has_Habits_AreToldBesideTheTraits()
    {
        var notes = new TraitNotes();
        for (var value = 1UL; value < 80; value++)
        {
            notes.Take(5, Trait.Of((TraitKind)(value % Trait.Kinds), value));
        }

        notes.Take(5, Habit.PlaysAgain);

        var copy = Reread(notes);

        copy.ToTraits().Should().Equal(notes.ToTraits()).And.OnlyContain(trait => Trait.IsShared(trait));
        (copy.Has(Habit.PlaysAgain), copy.Has(Habit.ReportsPlays)).Should().Be((true, false));
        copy.Forget(before: 6);
        copy.Has(Habit.PlaysAgain).Should().BeFalse();
    }

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

    /// <summary>A rhythm moves: an account that had one for each day of two weeks would share one with many.</summary>
    [Test]
    public void Take_Rhythms_KeepsThoseSeenLast()
    {
        var notes = new TraitNotes();
        var network = Trait.Of(TraitKind.Network, 1);
        ulong[] rhythms = [.. Enumerable.Range(1, 6).Select(value => Trait.Of(TraitKind.Rhythm, (ulong)value))];
        notes.Take(5, network);
        foreach (var (epoch, rhythm) in new[] { (5, 0), (5, 1), (8, 1), (8, 2), (11, 4), (11, 5) })
        {
            notes.Take(epoch, rhythms[rhythm]);
        }

        notes.ToTraits().Should().BeEquivalentTo([network, rhythms[4], rhythms[5]]);
    }

    [Test]
    public void TryRead_WhatWasWritten_IsTheSame()
    {
        var notes = new TraitNotes();
        for (var value = 1UL; value < 20; value++)
        {
            notes.Take((int)value, Trait.Of((TraitKind)(value % Trait.Kinds), value));
        }

        var copy = Reread(notes);

        copy.Forget(before: 10);
        notes.Forget(before: 10);
        copy.ToTraits().Should().Equal(notes.ToTraits());
    }

    private static TraitNotes Reread(TraitNotes notes)
    {
        using var bytes = new MemoryStream();
        using var output = new BinaryWriter(bytes);
        notes.Write(output);
        bytes.Position = 0;
        using var input = new BinaryReader(bytes);
        var copy = new TraitNotes();
        copy.TryRead(input).Should().BeTrue();
        return copy;
    }
}
