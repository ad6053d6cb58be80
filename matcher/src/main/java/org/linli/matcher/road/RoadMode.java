package org.linli.matcher.road;

import com.graphhopper.config.CHProfile;
import com.graphhopper.config.Profile;
import com.graphhopper.json.Statement;
import com.graphhopper.json.Statement.Op;
import com.graphhopper.util.CustomModel;

/**
 * Which roads a way of travelling may take, and what is made short: for the two whose speed the policy tells, the metres;
 * for the car the seconds, as each road has its own speed.
 */
enum RoadMode {
    WALK("walk") {
        @Override
        CustomModel model() {
            return new CustomModel()
                    .addToPriority(Statement.If("!foot_access || foot_road_access == PRIVATE", Op.MULTIPLY, "0"))
                    .addToSpeed(Statement.If("true", Op.LIMIT, METER_A_SECOND));
        }
    },
    /** Against a one-way street it is pushed, which takes three times as long. */
    EBIKE("ebike") {
        @Override
        CustomModel model() {
            return new CustomModel()
                    .addToPriority(Statement.If("bike_road_access == PRIVATE", Op.MULTIPLY, "0"))
                    .addToPriority(
                            Statement.If("!bike_access && (!backward_bike_access || roundabout)", Op.MULTIPLY, "0"))
                    .addToSpeed(Statement.If("true", Op.LIMIT, METER_A_SECOND))
                    .addToSpeed(Statement.If("!bike_access && backward_bike_access", Op.LIMIT, "1.2"));
        }
    },
    CAR("car") {
        @Override
        CustomModel model() {
            return new CustomModel()
                    .addToPriority(Statement.If("!car_access || road_access == PRIVATE", Op.MULTIPLY, "0"))
                    .addToSpeed(Statement.If("true", Op.LIMIT, "car_average_speed"));
        }
    };

    /** What GraphHopper has to read of each road for these models. */
    static final String ENCODED_VALUES = "foot_access,foot_road_access,bike_access,bike_road_access,roundabout,"
            + "car_access,car_average_speed,road_access";

    /** In km/h: one unit of weight is a metre. */
    private static final String METER_A_SECOND = "3.6";

    private final String profile;

    RoadMode(String profile) {
        this.profile = profile;
    }

    abstract CustomModel model();

    Profile profile() {
        return new Profile(profile).setCustomModel(model().setDistanceInfluence(0.0));
    }

    CHProfile hierarchy() {
        return new CHProfile(profile);
    }

    String key() {
        return profile;
    }
}
