using ScrapeGuard.Core.Events;
using ScrapeGuard.Features.Traits;

namespace ScrapeGuard.Features.Tests.Traits;

public sealed class TraitTests
{
    [Test]
    public void Of_EachKind_SaysWhatItIsOf([Values] TraitKind kind)
    {
        var e = new AccessEvent { Network = 7, Device = 7, Client = 7, AccountCreatedSeconds = 7 * 3_600 };

        Trait.KindOf(Trait.Of(kind, 7)).Should().Be(kind);
        Trait.Of(kind, e).Should().Be(kind == TraitKind.Rhythm ? 0 : Trait.Of(kind, 7));
        Enum.GetValues<TraitKind>().Select(each => Trait.Of(each, e)).Should().OnlyHaveUniqueItems();
        Enum.GetValues<TraitKind>().Should().HaveCount(Trait.Kinds);
    }

    [Test]
    public void Of_WhatTheEventDoesNotTell_IsNone([Values] TraitKind kind) =>
        Trait.Of(kind, default(AccessEvent)).Should().Be(0);

    [Test]
    public void IsShared_Habits_AreNoTraits()
    {
        Enum.GetValues<TraitKind>().Should().OnlyContain(kind => Trait.IsShared(Trait.Of(kind, 7)));
        ulong[] habits = [Habit.ReportsPlays, Habit.PlaysAgain];
        habits.Should().OnlyHaveUniqueItems().And.HaveCount(Habit.Count)
            .And.OnlyContain(habit => habit != 0 && !Trait.IsShared(habit));
    }

    [Test]
    public void Of_SignUpsOfOneHour_AreOne()
    {
        const long hour = 400_000 * 3_600L;

        SignUp(hour).Should().Be(SignUp(hour + 3_599)).And.NotBe(SignUp(hour + 3_600)).And.NotBe(0);
    }

    private static ulong SignUp(long second) =>
        Trait.Of(TraitKind.SignUp, new AccessEvent { AccountCreatedSeconds = second });
}
