using CsCheck;
using Lab.Model.Systems;
using Lab.Model.Values;

namespace Lab.Model.Tests;

public sealed class ValueTests
{
    [Fact]
    public void A_period_reads_what_it_writes() =>
        Gen.Select(Gen.Int[1, 99999], Gen.Enum<PeriodUnit>(), (count, unit) => new Period(count, unit))
            .Sample(period => Period.TryParse(period.ToString(), out var read) && read == period);

    [Fact]
    public void A_size_in_whole_units_reads_what_it_writes() =>
        Gen.Long[1, 1 << 20].Select(ByteSize.FromMebibytes)
            .Sample(size => ByteSize.TryParse(size.ToString(), out var read) && Math.Abs(read.Bytes - size.Bytes) <= size.Bytes / 100);

    [Theory]
    [InlineData("48 GiB", 48L << 30)]
    [InlineData("4 TB", 4_000_000_000_000)]
    [InlineData("1.5 MiB", 3L << 19)]
    [InlineData("512B", 512)]
    public void A_size_counts_binary_and_decimal_units(string text, long bytes)
    {
        ByteSize.TryParse(text, out var size).ShouldBeTrue();
        size.Bytes.ShouldBe(bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("48")]
    [InlineData("-1 GiB")]
    [InlineData("0 GiB")]
    [InlineData("1 gib")]
    [InlineData("999999999999999 TiB")]
    public void What_is_no_size_is_refused(string text) => ByteSize.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_month_before_the_end_of_March_is_the_end_of_February() =>
        new Period(1, PeriodUnit.Month).Before(new DateTimeOffset(2026, 3, 31, 9, 0, 0, TimeSpan.Zero))
            .ShouldBe(new DateTimeOffset(2026, 2, 28, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_period_longer_than_the_calendar_ends_at_its_first_day() =>
        new Period(9999, PeriodUnit.Year).Before(DateTimeOffset.UnixEpoch).ShouldBe(DateTimeOffset.MinValue);

    [Theory]
    [InlineData("docker.io/library/postgres:16.14", "docker.io", "library/postgres", "16.14")]
    [InlineData("localhost:5000/lab/engine:v1-gpu", "localhost:5000", "lab/engine", "v1-gpu")]
    public void An_image_has_registry_repository_and_tag(string text, string registry, string repository, string tag)
    {
        var image = ContainerImage.Parse(text);

        image.ShouldBe(new ContainerImage(registry, repository, tag));
        image!.ToString().ShouldBe(text);
    }
}
