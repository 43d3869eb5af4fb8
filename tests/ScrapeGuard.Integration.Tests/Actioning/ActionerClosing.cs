namespace ScrapeGuard.Integration.Tests.Actioning;

/// <summary>Stops, after the last test of this folder, what its tests started.</summary>
[SetUpFixture]
public sealed class ActionerClosing
{
    [OneTimeTearDown]
    public Task CloseAsync() => ActionerFixture.CloseAsync();
}
