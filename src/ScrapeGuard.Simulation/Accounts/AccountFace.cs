namespace ScrapeGuard.Simulation.Accounts;

/// <summary>What every event of an account says of it.</summary>
/// <param name="Name">Written as 16 hexadecimal digits.</param>
/// <param name="Plan">Its subscription.</param>
/// <param name="CreatedDay">Days from 0001-01-01.</param>
internal readonly record struct AccountFace(ulong Name, Plan Plan, int CreatedDay);
