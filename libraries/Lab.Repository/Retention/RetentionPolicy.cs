namespace Lab.Repository.Retention;

/// <summary>Which snapshots of a group are kept, as Proxmox Backup Server does it: the options are applied in this order, each to the periods that no option before it covered.</summary>
/// <param name="Last">The newest so many.</param>
/// <param name="Hourly">The newest of each of so many hours.</param>
/// <param name="Daily">Of each day.</param>
/// <param name="Weekly">Of each ISO week.</param>
/// <param name="Monthly">Of each month.</param>
/// <param name="Yearly">Of each year.</param>
public sealed record RetentionPolicy(int Last = 0, int Hourly = 0, int Daily = 0, int Weekly = 0, int Monthly = 0, int Yearly = 0)
{
    /// <summary>Whether it names anything to keep. One that does not is refused, since it would remove everything.</summary>
    public bool IsEmpty => Last <= 0 && Hourly <= 0 && Daily <= 0 && Weekly <= 0 && Monthly <= 0 && Yearly <= 0;
}
