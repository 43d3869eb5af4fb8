namespace ScrapeGuard.Simulation.Accounts;

/// <summary>Where requests come from: an address with its network, and the device and program there.</summary>
/// <param name="Ip">IPv4 address, most significant octet first.</param>
/// <param name="Country">Index into <see cref="Places.Countries"/>.</param>
/// <param name="Asn">Autonomous system number of the address.</param>
/// <param name="Device">Written as 8 hexadecimal digits.</param>
/// <param name="Client">Index into <see cref="Clients.All"/>.</param>
internal readonly record struct Endpoint(uint Ip, byte Country, int Asn, uint Device, byte Client);
