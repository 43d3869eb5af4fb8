using ScrapeGuard.Engine.Judging;

namespace ScrapeGuard.Engine.Tests.Judging;

public sealed class EvaluationPaceTests
{
    [TestCase(0f, 8)]
    [TestCase(15f, 8)]
    [TestCase(16f, 9)]
    [TestCase(1_600f, 108)]
    public void NextVolume_OfADay_IsEightAndASixteenth(float day, int expected) =>
        EvaluationPace.NextVolume(day).Should().Be(expected);

    [TestCase(7, 8, 3_599u, false)]
    [TestCase(8, 8, 0u, true)]
    [TestCase(3, 8, 86_400u, false)]
    [TestCase(4, 8, 3_599u, false)]
    [TestCase(4, 8, 3_600u, true)]
    public void IsDue_ByVolumeOrAfterAnHour_LooksAtItsBounds(int volume, int next, uint seconds, bool expected) =>
        EvaluationPace.IsDue(volume, next, seconds).Should().Be(expected);
}
