using System.CommandLine;
using System.Globalization;
using Orbit.Turnaround;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var starts = new Option<int>("--starts") { Description = "How many start times divide the day.", DefaultValueFactory = _ => 200 };
var elements = new Option<FileInfo?>("--elements") { Description = "Element sets; the twelve satellites of the tests' data when left out." };
var stations = new Option<FileInfo?>("--stations") { Description = "CSV of stations; the one of the tests' data when left out." };
var day = new Option<DateTimeOffset>("--day")
{
    Description = "The start of the day, UTC.",
    DefaultValueFactory = _ => new DateTimeOffset(2026, 8, 22, 0, 0, 0, TimeSpan.Zero),
};
starts.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 1)
    {
        result.AddError("--starts must be 1 or more.");
    }
});
var command = new RootCommand("From a prompt on the ground to the answer on the ground, over the start times of a day, by the real planner.")
{
    starts, elements, stations, day,
};
command.SetAction(parsed =>
{
    try
    {
        new Report(
            Console.Out,
            parsed.GetValue(elements)?.FullName ?? TestData.Path("three_body", "scs01_2026-08-22.tle"),
            parsed.GetValue(stations)?.FullName ?? TestData.Path("ground_stations", "ground_stations.csv"),
            parsed.GetValue(day),
            parsed.GetValue(starts)).Write();
        return 0;
    }
    catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
});
return command.Parse(args).Invoke();
