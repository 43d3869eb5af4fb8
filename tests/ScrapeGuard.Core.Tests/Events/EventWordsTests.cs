using System.Text;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Core.Tests.Events;

/// <summary>Words of the wire: each value has one, and it leads back to the value.</summary>
public sealed class EventWordsTests
{
    [Test]
    public void OperationNames_EveryOperation_IsReadBack()
    {
        var operations = Enum.GetValues<Operation>();
        operations.Should().HaveCount(OperationNames.Count);
        operations.Select(OperationNames.Of).Should().OnlyHaveUniqueItems();
        foreach (var operation in operations)
        {
            OperationNames.Parse(Encoding.UTF8.GetBytes(OperationNames.Of(operation))).Should().Be(operation);
        }
    }

    [TestCase("plax")]
    [TestCase("searcb")]
    [TestCase("metadat")]
    [TestCase("metadata ")]
    [TestCase("")]
    public void OperationNames_UnknownWord_IsOther(string word) =>
        OperationNames.Parse(Encoding.UTF8.GetBytes(word)).Should().Be(Operation.Other);

    [Test]
    public void VerdictNames_EveryVerdict_IsReadBack()
    {
        var verdicts = Enum.GetValues<Verdict>();
        verdicts.Should().HaveCount(VerdictNames.Count);
        foreach (var verdict in verdicts)
        {
            VerdictNames.TryParse(VerdictNames.Of(verdict), out var read).Should().BeTrue();
            read.Should().Be(verdict);
        }
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("Suspend")]
    [TestCase("ban")]
    public void VerdictNames_UnknownWord_IsRefused(string? word)
    {
        VerdictNames.TryParse(word, out var verdict).Should().BeFalse();
        verdict.Should().Be(Verdict.None);
    }

    [Test]
    public void VerdictNames_NoVerdict_Throws() =>
        FluentActions.Invoking(() => VerdictNames.Of((Verdict)99)).Should().Throw<ArgumentOutOfRangeException>();

    [Test]
    public void DecodeErrorText_EveryError_SaysSomethingOfItsOwn()
    {
        var errors = Enum.GetValues<DecodeError>();
        errors.Should().HaveCount(DecodeErrorText.Count);
        errors.Select(DecodeErrorText.Of).Should().OnlyHaveUniqueItems().And.NotContain("");
        FluentActions.Invoking(() => DecodeErrorText.Of((DecodeError)99)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
