namespace ScrapeGuard.Postgres.Tests.Databases;

[TestFixture]
internal sealed class PostgresOptionsTests
{
    [Test]
    public void Validate_Defaults_AreRight() =>
        new PostgresOptions { ConnectionString = "Host=db;Password=secret" }.Validate().Should().BeEmpty();

    [TestCase("")]
    [TestCase("Password=secret")]
    [TestCase("Hostt=db;Password=secret")]
    [TestCase("Host=db;Port=secret")]
    public void Validate_NoConnectionString_SaysSoWithoutIt(string text) =>
        new PostgresOptions { ConnectionString = text }.Validate().Should().ContainSingle()
            .Which.Should().StartWith("Database:ConnectionString").And.NotContain("secret");

    [Test]
    public void Validate_ManyMistakes_NamesEach() =>
        new PostgresOptions
        {
            ConnectionString = "",
            StatementTimeoutSeconds = 0,
            IdleTimeoutSeconds = 601,
            MaxConnections = 1,
        }.Validate().Should().HaveCount(4);

    [Test]
    public void ToString_WithASecret_DoesNotShowIt() =>
        new PostgresOptions { ConnectionString = "Host=db;Password=secret" }.ToString().Should().NotContain("secret");
}
