using ScrapeGuard.Core.Events;
using ScrapeGuard.Engine.Reordering;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests.Reordering;

public sealed class CanonicalOrderTests
{
    private static readonly StreamEvent Plain = StreamEvent.At(0, "a", Operation.Metadata, 1, 2) with { Id = 5 };

    private static readonly TestCaseData[] Changes =
    [
        new TestCaseData(Plain with { Id = 6 }).SetArgDisplayNames("id"),
        new TestCaseData(Plain with { Operation = Operation.Search }).SetArgDisplayNames("operation"),
        new TestCaseData(Plain with { Tracks = [2, 1] }).SetArgDisplayNames("order of tracks"),
        new TestCaseData(Plain with { Tracks = [1] }).SetArgDisplayNames("tracks"),
        new TestCaseData(Plain with { Status = 404 }).SetArgDisplayNames("status"),
        new TestCaseData(Plain with { Bytes = 1 }).SetArgDisplayNames("bytes"),
        new TestCaseData(Plain with { PlayedMs = 1 }).SetArgDisplayNames("playedMs"),
        new TestCaseData(Plain with { Plan = "free" }).SetArgDisplayNames("plan"),
        new TestCaseData(Plain with { Client = "web" }).SetArgDisplayNames("client"),
        new TestCaseData(Plain with { Country = "SE" }).SetArgDisplayNames("country"),
        new TestCaseData(Plain with { Ip = 1 }).SetArgDisplayNames("ip"),
        new TestCaseData(Plain with { AccountCreatedSeconds = 1 }).SetArgDisplayNames("accountCreated"),
    ];

    [TestCaseSource(nameof(Changes))]
    public void TieKey_AnyFieldChanged_IsAnother(object changed) =>
        KeyOf((StreamEvent)changed).Should().NotBe(KeyOf(Plain));

    [Test]
    public void TieKey_SameEventInAnotherBatch_IsTheSame()
    {
        var batch = StreamEvent.Batch(Plain with { Account = "longer", Tracks = [7, 7, 7] }, Plain);
        CanonicalOrder.TieKey(batch[1], batch.TracksOf(batch[1])).Should().Be(KeyOf(Plain));
    }

    private static ulong KeyOf(StreamEvent e)
    {
        var batch = StreamEvent.Batch(e);
        return CanonicalOrder.TieKey(batch[0], batch.TracksOf(batch[0]));
    }
}
