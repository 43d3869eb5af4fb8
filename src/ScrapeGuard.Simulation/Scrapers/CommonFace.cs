using ScrapeGuard.Simulation.Accounts;
using ScrapeGuard.Simulation.Randomness;

namespace ScrapeGuard.Simulation.Scrapers;

/// <summary>
/// What the accounts of a campaign have in common: it takes the place of what was drawn for each, so that all else
/// stays as it is without it.
/// </summary>
internal sealed class CommonFace
{
    private const uint NetworkMask = 0xFFFFFF00;

    private readonly ScraperSharing _shared;
    private readonly Endpoint _endpoint;
    private readonly byte _clock;
    private readonly int _createdDay;

    /// <param name="scraper">The campaign.</param>
    /// <param name="createdDay">The day by which it created accounts, if it was one.</param>
    /// <param name="dice">A stream of its own.</param>
    public CommonFace(ScraperOptions scraper, int createdDay, Chance dice)
    {
        (_shared, _createdDay) = (scraper.Shared, createdDay);
        var country = Places.DrawCountry(ref dice);
        var asn = scraper.Residential
            ? Places.DrawConsumerNetwork(country, ref dice)
            : Places.DrawHostingNetwork(ref dice);
        _endpoint = new Endpoint(
            Places.DrawAddress(asn, ref dice), country, asn, (uint)dice.Next(), Clients.DrawForgotten(ref dice));
        _clock = Places.DrawCountry(ref dice);
    }

    /// <summary>The country whose hours an account keeps.</summary>
    public byte ClockOf(byte country) => Has(ScraperSharing.Rhythm) ? _clock : country;

    /// <summary>The day on which an account was created.</summary>
    public int CreatedOn(int own) => Has(ScraperSharing.SignUp) ? _createdDay : own;

    /// <summary>Where an account comes from, and with what; the last octet of its addresses stays its own.</summary>
    public Endpoint On(Endpoint own)
    {
        var shown = own;
        if (Has(ScraperSharing.Network))
        {
            var ip = (_endpoint.Ip & NetworkMask) | (own.Ip & ~NetworkMask);
            shown = shown with { Ip = ip, Country = _endpoint.Country, Asn = _endpoint.Asn };
        }

        shown = Has(ScraperSharing.Device) ? shown with { Device = _endpoint.Device } : shown;
        return Has(ScraperSharing.Client) ? shown with { Client = _endpoint.Client } : shown;
    }

    private bool Has(ScraperSharing what) => (_shared & what) != ScraperSharing.None;
}
